<?php
/*
 * A script ends, by exit() or by an exception, while coroutines wait for an answer, for a connection, and in flush(), at a gateway that
 * takes a minute. It ends soon, by no signal, with the status that its host gives it, and none of the calls returns.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    if (getenv('NETSVR_TEST_LEFT') !== false) {
        [$how, $addr] = explode(' ', (string)getenv('NETSVR_TEST_LEFT'));
        ini_set('netsvr.pool_size', '2');
        ini_set('netsvr.pool_wait_ms', '60000');
        $run->netBus(60, $addr);
        $uniqId = sprintf('7f000001%04x6621e43b00000001', (int)substr($addr, strrpos($addr, ':') + 1));
        $ask = static function (): void {
            NetBus::uniqIdCount();
            echo 'no query ends here';
        };
        $flush = static function () use ($uniqId): void {
            NetBus::singleCast($uniqId, 'x');
            NetBus::flush(60.0);
            echo 'no flush ends here';
        };
        $end = static fn() => match ($how) {
            'exit' => exit(7),
            'exception' => throw new LogicException('thrown at the end'),
            'end' => exit,
        };
        if ($run->hostName === 'swow') {
            // the script itself is its main coroutine
            array_map(\Swow\Coroutine::run(...), [$ask, $ask, $ask, $flush]);
            usleep(200_000);
            $end();
        }
        if ($run->hostName === 'swoole') {
            \Swoole\Coroutine\run(static function () use ($ask, $flush, $end): void {
                array_map(\Swoole\Coroutine::create(...), [$ask, $ask, $ask, $flush]);
                \Swoole\Coroutine\System::sleep(0.2);
                $end();
            });
        }
        $run->inCoroutine(static function () use ($run, $ask, $flush, $end): void {
            array_map($run->host->go(...), [$ask, $ask, $ask, $flush]);
            $run->host->sleep(0.2);
            $end();
        });
        return;
    }
    // what ends it, and the status: Swoole makes an exception of exit(), which nobody catches here
    $ends = match ($run->hostName) {
        'swoole' => ['exit' => 255, 'exception' => 255],
        'swow' => ['exit' => 7, 'end' => 0],
        default => ['exit' => 7],
    };
    $gateway = DevGate::start('--delay-ms=60000');
    // the arguments that this very process was started with
    $arguments = array_slice(explode("\0", rtrim((string)file_get_contents('/proc/self/cmdline'), "\0")), 1);
    foreach ($ends as $how => $status) {
        $start = microtime(true);
        $process = proc_open([PHP_BINARY, ...$arguments], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, null,
            ['NETSVR_TEST_LEFT' => "$how $gateway->workerAddr"] + getenv());
        $said = (string)stream_get_contents($pipes[1]);
        $run->same($status, proc_close($process), "status after $how (-1: a signal), said '$said'");
        $run->check(microtime(true) - $start < 30, "$how took " . (microtime(true) - $start) . ' s');
        $run->check(!str_contains($said, 'ends here'), "after $how: $said");
    }
});
