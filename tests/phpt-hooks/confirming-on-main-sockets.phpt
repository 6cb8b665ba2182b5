--TEST--
What was sent on main sockets is confirmed by an answer behind it, corked messages among it; events that come meanwhile are handled afterwards, in order, and a gateway that is silent confirms nothing
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;
use Netsvr\Cmd;
use Netsvr\Transfer;
use function NetsvrBusiness\Native\confirm;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $event = static fn(string $data): string => GatewayFrames::message('ann', $data);
    $gateway = FakeGateway::start([[
        GatewayFrames::registered(),
        Step::silence(), Step::silence(),
        Step::raw($event('during') . Frames::pack(Cmd::UniqIdCount, '') . $event('behind')),
        // The second question is left without an answer.
        Step::silence(), Step::silence(),
    ], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $me->report($transfer->getData());
            if ($transfer->getData() === 'go') {
                NetBus::broadcast('one');
                NetBus::broadcast('two');
                $me->report(confirm($me->manager->getSockets(), 5000));
                NetBus::broadcast('three');
                $me->report(confirm($me->manager->getSockets(), 100));
                $me->report('handled');
            }
        }
    );
    $business->until('register to');
    $gateway->push($event('go'));
    $business->printUntil('behind');
    GatewayFrames::print($gateway->frames(6));
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  go
  2 confirmed, 0 not
  0 confirmed, 1 not
  handled
  during
  behind
  connection 0 sent Register, Broadcast, Broadcast, UniqIdCount, Broadcast, UniqIdCount
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
