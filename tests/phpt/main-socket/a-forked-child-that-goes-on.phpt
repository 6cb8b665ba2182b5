--TEST--
A child forked by a handler that goes on does not take its parent's events; on the own loop run() returns in it
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipUnder('there are no forks in coroutines', 'Swoole');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $parent = null;
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            if ($transfer->getData() === 'fork') {
                $me->notes['parent'] = getmypid();
                $me->notes['child'] = pcntl_fork();
                if ($me->notes['child'] === 0) {
                    // Ends by itself where run() does not return.
                    pcntl_signal(SIGALRM, SIG_DFL);
                    pcntl_alarm(3);
                    return;
                }
                usleep(300_000);
                return;
            }
            $me->notes['count'] = ($me->notes['count'] ?? 0) + 1;
            if (getmypid() !== $me->notes['parent']) {
                $me->report('EVENT IN THE CHILD ' . $transfer->getData());
            }
            if ($transfer->getData() === 'last') {
                $me->report("events: {$me->notes['count']}");
                posix_kill($me->notes['child'], SIGKILL);
                pcntl_waitpid($me->notes['child'], $status);
            }
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'fork') . GatewayFrames::message('ann', 'with it'));
    for ($i = 0; $i < 100; $i++) {
        $gateway->push(GatewayFrames::message('ann', "$i"));
        usleep(8000);
    }
    $gateway->push(GatewayFrames::message('ann', 'last'));
    $events = array_filter($business->until('events: '), fn(string $line): bool => str_contains(strtolower($line), 'event'));
    echo '  ', implode("\n  ", $events), "\n";
    GatewayFrames::print($gateway->frames());
    echo '  connection 0 is ', $gateway->connections()[0]['open'] ? 'open' : 'CLOSED', "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  events: 102
  connection 0 sent Register
  connection 0 is open
