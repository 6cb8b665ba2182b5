--TEST--
With netsvr.on_send_failure = throw a full buffer is a SocketSendException that names the gateway and the setting
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketSendException;
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
    $gateway = FakeGateway::start([[GatewayFrames::registered()->thenStopReading()], []], 4096);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            try {
                for ($i = 0; $i < 1000; $i++) {
                    NetBus::broadcast(str_repeat('x', 65_000));
                }
                $me->report('NOTHING THROWN');
            } catch (SocketSendException $exception) {
                $me->report($exception::class);
                $text = $exception->getMessage();
                $me->report(str_contains($text, $me->addrs[0]) ? 'names the gateway' : $text);
                $me->report(str_contains($text, 'netsvr.max_send_buffer') ? 'names the setting' : $text);
            }
        },
        prepare: function (): void {
            ini_set('netsvr.max_send_buffer', '1M');
            ini_set('netsvr.on_send_failure', 'throw');
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'flood'));
    $lines = array_filter($business->until('names the setting'), fn(string $line): bool => !str_starts_with($line, 'error'));
    echo '  ', implode("\n  ", $lines), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  NetsvrBusiness\Exception\SocketSendException
  names the gateway
  names the setting
