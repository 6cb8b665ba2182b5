--TEST--
A gateway stops reading: sends go to a buffer up to netsvr.max_send_buffer, then fail by name; it recovers whole
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipUnder('what the handler reads and reports suspends it', 'Swoole', 'Swow');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()->thenStopReading()], []], 4096);
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
            if ($transfer->getData() !== 'flood') {
                NetBus::singleCast($uniqId, $transfer->getData());
                $me->report('onMessage ' . $transfer->getData());
                return;
            }
            $data = str_repeat('x', 65_000);
            $before = Business::rss();
            for ($i = 0; $i < 400; $i++) {
                NetBus::broadcast($i . ' ' . $data);
            }
            $grown = Business::rss() - $before;
            $me->report($grown < 12_000 ? 'grown little' : "GROWN BY $grown KiB");
        },
        prepare: fn() => ini_set('netsvr.max_send_buffer', '4M')
    );
    $business->printUntil('register');
    $start = microtime(true);
    $gateway->push(GatewayFrames::message('ann', 'flood') . GatewayFrames::message('ann', 'still handled'));
    $lines = $business->until('onMessage still handled', 30);
    $errors = array_values(array_filter($lines, fn(string $line): bool => str_starts_with($line, 'error')));
    // a line a second, not one for each of the hundreds that are refused
    echo count($errors) < 10 ? '' : '  ' . count($errors) . " ERRORS\n";
    echo '  ', implode("\n  ", array_unique($errors)), "\n";
    echo '  ', implode("\n  ", array_values(array_filter($lines, fn(string $line): bool => !str_starts_with($line, 'error')))), "\n";
    echo microtime(true) - $start < 10 ? '' : "  LATE\n";

    $gateway->resumeReading();
    $deadline = microtime(true) + 10;
    do {
        usleep(50_000);
        $count = count($gateway->frames());
    } while ($count !== ($last ?? 0) && ($last = $count) && microtime(true) < $deadline);
    $gateway->push(GatewayFrames::message('ann', 'recovered'));
    $later = $business->until('recovered');
    $told = count($errors);
    foreach ($later as $line) {
        $told += preg_match('~failed for (\d+) more messages: the gateway was not reading~', $line, $more) ? (int)$more[1] : 0;
    }
    $frames = $gateway->frames($count + 1);
    $numbers = [];
    foreach (array_slice($frames, 1, -1) as $frame) {
        $data = (new Netsvr\Broadcast());
        if ($frame['cmd'] === Netsvr\Cmd::Broadcast) {
            $data->mergeFromString($frame['body']);
            $numbers[] = (int)$data->getData();
        }
    }
    // of 400 broadcasts; the singleCast is small enough to find room
    echo $told === 400 - count($numbers) ? "  the log tells all that were refused\n" : "  THE LOG TELLS $told, " . count($numbers) . " ARRIVED\n";
    echo $numbers === range(0, count($numbers) - 1) && count($numbers) > 60
        ? "  what was taken arrived, whole and in order\n" : '  ARRIVED ' . json_encode($numbers) . "\n";
    echo '  ', GatewayFrames::name(end($frames)), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  error main send to the gateway failed.
  grown little
  onMessage still handled
  the log tells all that were refused
  what was taken arrived, whole and in order
  SingleCast recovered
