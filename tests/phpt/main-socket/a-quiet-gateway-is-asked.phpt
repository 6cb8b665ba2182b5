--TEST--
A gateway that is quiet for two heartbeats is asked, again and again; its answers are no events, and those behind them are handled
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

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

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $answer = Frames::pack(Cmd::UniqIdCount, '');
    $between = GatewayFrames::message('ann', 'before') . $answer . GatewayFrames::message('ann', 'behind');
    $gateway = FakeGateway::start([[
        GatewayFrames::registered(),
        Step::atCommand(Cmd::UniqIdCount, Step::raw($between)),
    ], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: fn(Transfer $transfer, BusinessProcess $me) => $me->report($transfer->getData()),
        heartbeat: 150,
        timeout: 2
    );
    $business->printUntil('behind');
    $frames = $gateway->frames(14);
    $asked = array_filter($frames, static fn(array $frame): bool => $frame['cmd'] === Cmd::UniqIdCount);
    echo '  asked ', count($asked) > 1 && count($asked) < 5 ? 'now and then' : count($asked) . ' TIMES', "\n";
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  before
  behind
  asked now and then
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
