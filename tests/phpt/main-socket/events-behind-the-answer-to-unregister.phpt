--TEST--
Events that were on their way when a task socket took the registration back are handled, though its answer came first
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $events = GatewayFrames::message('ann', 'one') . GatewayFrames::message('ann', 'two');
    $answer = Frames::pack(Cmd::Unregister, '');
    $behind = GatewayFrames::message('bob', 'behind the answer');
    $ways = [
        'late' => Step::raw($events . $answer)->delayed(200),
        'in pieces' => Step::raw($events . $answer)->dribbled(2),
        'one more behind the answer' => Step::raw($events . $answer . $behind),
        'then the end' => Step::raw($events)->thenClose(),
    ];
    foreach ($ways as $title => $way) {
        echo "  $title\n";
        $gateway = FakeGateway::start([[GatewayFrames::registered(), $way], []]);
        $business = Business::start($host, [$gateway->addr()]);
        $business->until('register to');
        $gateway->push(GatewayFrames::open('ann'));
        $business->until('onOpen ann');
        $business->printStop();
        GatewayFrames::print($gateway->frames());
    }

    echo "  never\n";
    $gateway = FakeGateway::start([[GatewayFrames::registered(), Step::silence()], []]);
    $business = Business::start($host, [$gateway->addr()], timeout: 1);
    $business->until('register to');
    $start = microtime(true);
    $business->printStop();
    echo microtime(true) - $start < 4 ? '' : "  LATE\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  late
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  onMessage ann one
  onMessage ann two
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, Unregister conn-1
  connection 1 sent Unregister conn-1
  in pieces
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  onMessage ann one
  onMessage ann two
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, Unregister conn-1
  connection 1 sent Unregister conn-1
  one more behind the answer
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  onMessage ann one
  onMessage ann two
  onMessage bob behind the answer
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, Unregister conn-1
  connection 1 sent Unregister conn-1
  then the end
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  onMessage ann one
  onMessage ann two
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, Unregister conn-1
  connection 1 sent Unregister conn-1
  never
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
