--TEST--
What a handler sends: the first message of a turn leaves at once, those behind it when the turn ends; from a fiber all leave at once
--EXTENSIONS--
posix
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
    $send = function (string ...$texts) use ($gateway): void {
        foreach ($texts as $text) {
            NetBus::singleCast($gateway->uniqId(), $text);
        }
    };
    $seen = (string)tempnam(sys_get_temp_dir(), 'netsvr-seen-');
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($send, $seen): void {
            $what = $transfer->getData();
            match ($what) {
                'short' => $send('short 1', 'short 2', 'short 3'),
                'long' => $send('long 1', 'long 2', 'long 3'),
                'fiber' => (new Fiber(fn() => $send('fiber 1', 'fiber 2', 'fiber 3')))->start(),
                default => null,
            };
            if ($what === 'long') {
                // So long that the turn ends before the next event, whose bytes are there.
                $me->keepBusy(0.05);
                return;
            }
            $me->report("$what waits");
            // The loop gets nothing to do before the test has seen what has arrived until then.
            for ($end = microtime(true) + 10; filesize($seen) === 0 && microtime(true) < $end; clearstatcache()) {
                $me->keepBusy(0.005);
            }
            file_put_contents($seen, '');
            clearstatcache();
        }
    );
    // What has arrived while the handler waits, and behind that. A thread lets go of what is corked after a second: on a machine that
    // is too slow for that, once more.
    $arrived = 1;
    $play = function (array $messages, int $meanwhile, int $behind) use ($gateway, $business, $seen, &$arrived): void {
        $end = microtime(true) + 20;
        do {
            $start = microtime(true);
            $gateway->push(implode('', array_map(static fn(string $data): string => GatewayFrames::message('ann', $data), $messages)));
            $lines = $business->until('waits');
            $gateway->frames($arrived + $meanwhile);
            usleep(100_000);
            $parts = [array_slice($gateway->frames(), $arrived)];
            $isInTime = microtime(true) - $start < 0.8;
            file_put_contents($seen, 'seen');
            $parts[] = array_slice($gateway->frames($arrived + $meanwhile + $behind), $arrived + count($parts[0]));
            $arrived += $meanwhile + $behind;
        } while (!$isInTime && microtime(true) < $end);
        echo '  ', implode("\n  ", $lines), "\n";
        array_map(GatewayFrames::print(...), $parts);
    };
    $business->until('register to');
    $play(['short'], 1, 2);
    $play(['long', 'behind long'], 3, 0);
    $play(['fiber'], 3, 0);
    $play(['short'], 1, 2);

    $business->signal(SIGTERM);
    $business->until('run() has returned');
    unlink($seen);
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  short waits
  connection 0 sent SingleCast short 1
  connection 0 sent SingleCast short 2, SingleCast short 3
  behind long waits
  connection 0 sent SingleCast long 1, SingleCast long 2, SingleCast long 3
  fiber waits
  connection 0 sent SingleCast fiber 1, SingleCast fiber 2, SingleCast fiber 3
  short waits
  connection 0 sent SingleCast short 1
  connection 0 sent SingleCast short 2, SingleCast short 3
