--TEST--
Stats::get() counts the messages that a main socket refuses because its gateway does not read
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()->thenStopReading()], []], 4096);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $refused = 0;
            for ($i = 0; $i < 1000; $i++) {
                try {
                    NetBus::broadcast(str_repeat('x', 65_000));
                } catch (SocketSendException) {
                    $refused++;
                }
            }
            $failed = array_filter(Stats::get()[0]['failed']);
            $me->report($refused > 0 && $failed === ['bufferFull' => $refused] ? 'each is counted' : "$refused refused: " . json_encode($failed));
        },
        prepare: function (): void {
            ini_set('netsvr.max_send_buffer', '1M');
            ini_set('netsvr.on_send_failure', 'throw');
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'flood'));
    $lines = array_filter($business->until('counted'), fn(string $line): bool => !str_starts_with($line, 'error'));
    echo '  ', implode("\n  ", $lines), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  each is counted
