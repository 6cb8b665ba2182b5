<?php
/*
 * The same at gateways at which something goes wrong by chance: an answer is the right one, or there is an exception that names
 * the gateway. Afterwards everything is as if nothing had been.
 */
declare(strict_types=1);

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '8');
    ini_set('netsvr.pool_wait_ms', '60000');
    // a question that goes unanswered is no reason not to ask the next one
    foreach (['timeout_backoff_ms', 'backoff_base_ms', 'backoff_max_ms'] as $key) {
        ini_set("netsvr.$key", '0');
    }
    $struck = DevGate::start('--fault-rate=0.03', "--fault-seed=$run->seed", '--delay-ms=1');
    $slow = DevGate::start('--delay-ms=2');
    $run->netBus(1, $struck->workerAddr, $slow->workerAddr);
    $crowd = $run->crowd(16, 250, $struck, $slow);
    $before = Run::descriptors();
    $allFailed = 0;
    $open = [];
    for ($round = 1; $round <= 3; $round++) {
        [$right, $failed] = [0, 0];
        $run->inCoroutine(static function () use ($run, $crowd, $struck, &$right, &$failed): void {
            $ask = static function (int $number) use ($run, $crowd, $struck, &$right, &$failed): void {
                try {
                    $wrong = $crowd->ask($number);
                    $wrong === null ? $right++ : $run->problem($wrong);
                } catch (SocketReceiveException $thrown) {
                    $failed++;
                    $run->check(str_contains((string)$thrown, $struck->workerAddr), "an exception that does not name the gateway: $thrown");
                }
            };
            $numbers = range(0, 332);
            shuffle($numbers);
            $run->host->all(100.0, ...array_map(static fn(int $number) => static fn() => $ask($number), $numbers));
        });
        $run->note("round $round: $right right, $failed failed");
        $run->check($right > 200, "only $right right answers in round $round, $failed failed");
        $allFailed += $failed;
        $run->same(333, $right + $failed, 'right answers and exceptions');
        $open[] = Run::descriptors();
    }
    $run->check($allFailed > 0, 'nothing went wrong in any round');
    $run->check(max($open) <= $before + 16, 'descriptors after each round: ' . implode(' ', $open) . ", $before before");
});
