<?php
/*
 * A process forks while coroutines wait for their answers, outside of coroutines and (where its host allows that) inside: the child
 * asks over connections of its own, and the parent's coroutines have their answers.
 */
declare(strict_types=1);

use NetsvrTests\Coroutine\Crowd;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    $gateway = DevGate::start('--delay-ms=300');
    $run->netBus(20, $gateway->workerAddr);
    $crowd = $run->crowd(6, 30, $gateway);
    $fork = static function (int $times) use ($run, $crowd): void {
        $pid = pcntl_fork();
        if ($pid === 0) {
            $isRight = false;
            try {
                $isRight = true;
                for ($i = 0; $i < $times; $i++) {
                    $isRight = Crowd::askOne($crowd->clients[$i]->uniqId) === null && $isRight;
                }
            } catch (Throwable $thrown) {
                fwrite(STDOUT, '     the child: ' . Run::text($thrown) . "\n");
                $isRight = false;
            }
            // nothing of the parent's is to be ended here
            posix_kill(getmypid(), $isRight ? SIGUSR1 : SIGUSR2);
            sleep(5);
        }
        $deadline = microtime(true) + 30;
        while (pcntl_waitpid($pid, $status, WNOHANG) === 0 && microtime(true) < $deadline) {
            usleep(2000);
        }
        $run->check(pcntl_wifsignaled($status) && pcntl_wtermsig($status) === SIGUSR1, "the child's answers were wrong, status $status");
    };
    $five = static fn(): array => $run->questions($crowd, range(0, 4));
    if ($run->hostName !== 'swoole' && $run->hostName !== 'swow') {
        $run->host->interleave(static fn() => $fork(2), ...$five());
        $run->same(5, $run->takeRight(), 'right answers around a fork outside');
        $run->inCoroutine(static fn() => $run->host->all(30.0, static fn() => $fork(1), ...$five()));
        $run->same(5, $run->takeRight(), 'right answers around a fork inside');
    }
    // when no coroutine is suspended
    $fork(3);
    $run->inCoroutine(static fn() => $run->host->all(30.0, ...$five()));
    $run->same(5, $run->takeRight(), 'right answers after a fork between');
});
