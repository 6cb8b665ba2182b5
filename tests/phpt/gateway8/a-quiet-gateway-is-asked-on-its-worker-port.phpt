--TEST--
On the worker port of an 8.x: Register without a number of goroutines, a quiet gateway is asked by an Unregister that names nobody, and the registration is taken back there
--EXTENSIONS--
posix
--INI--
netsvr.gateway=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\Transfer;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $answer = Frames::pack(Cmd::Unregister, '');
    $between = GatewayFrames::message('ann', 'before') . $answer . GatewayFrames::message('ann', 'behind');
    $gateway = FakeGateway::start([[
        GatewayFrames::registered(),
        // heartbeats come before each question, more of them on a busy machine
        Step::atCommand(Cmd::Unregister, Step::raw($between)),
        Step::atCommand(Cmd::Unregister, Step::raw($answer . GatewayFrames::message('ann', 'once more'))),
    ]]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: fn(Transfer $transfer, BusinessProcess $me) => $me->report($transfer->getData()),
        heartbeat: 150,
        timeout: 2
    );
    $business->printUntil('once more');
    $frames = $gateway->frames();
    echo '  registered with ', bin2hex($frames[0]['body']), "\n";
    $asked = array_filter($frames, static fn(array $frame): bool => $frame['cmd'] === Cmd::Unregister);
    echo '  asked ', min(2, count($asked)), ' times, on connections ', implode(', ', array_unique(array_column($asked, 'connection'))),
        ', about "', implode('', array_column($asked, 'body')), "\"\n";
    $business->signal(SIGTERM);
    $business->status();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  before
  behind
  once more
  registered with 0807
  asked 2 times, on connections 0, about ""
