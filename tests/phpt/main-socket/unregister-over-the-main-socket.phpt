--TEST--
Without task sockets a main socket is unregistered over its own connection, even when the gateway ends it instead
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
$event = GatewayFrames::message('ann', 'on its way');
$ways = [
    'answered' => Step::raw($event . Frames::pack(Cmd::Unregister, '')),
    'closed' => Step::raw($event)->thenClose(),
    'reset' => Step::reset(),
    'a frame too long' => Step::raw($event . "\xff\xff\xff\xff"),
    'silent' => Step::silence(),
];
foreach ($ways as $title => $way) {
    echo "$title\n";
    $gateway = FakeGateway::start([[GatewayFrames::registered(), $way]]);
    $business = Business::start(
        Host::OwnLoop,
        [$gateway->addr()],
        timeout: 1,
        run: function (BusinessProcess $me) use ($gateway): void {
            $me->manager->addSocket($me->mainSocket($gateway->addr()));
            $me->manager->run();
        }
    );
    $business->until('register to');
    $start = microtime(true);
    $business->printStop();
    echo microtime(true) - $start < 5 ? '' : "  LATE\n";
}
?>
--EXPECT--
answered
  onMessage ann on its way
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  ended: exit 0
closed
  onMessage ann on its way
  error main unregister to the gateway failed.
  info main close connection the gateway ok.
  ended: exit 0
reset
  error main unregister to the gateway failed.
  info main close connection the gateway ok.
  ended: exit 0
a frame too long
  onMessage ann on its way
  error main unregister to the gateway failed.
  info main close connection the gateway ok.
  ended: exit 0
silent
  error main unregister to the gateway failed.
  info main close connection the gateway ok.
  ended: exit 0
