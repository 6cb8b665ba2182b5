<?php
/*
 * Somebody who has nothing to do with it resumes fibers that wait for an answer or for a connection, in any order: they wait on, and have
 * their own answers. To resume one that has ended fails for who does it, and for nobody else.
 */
declare(strict_types=1);

use NetsvrTests\Coroutine\Host;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;
use Revolt\EventLoop;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '3');
    ini_set('netsvr.pool_wait_ms', '60000');
    $gateway = DevGate::start('--delay-ms=30');
    $run->netBus(20, $gateway->workerAddr);
    $crowd = $run->crowd(5, 25, $gateway);
    $before = Run::descriptors();
    [$resumed, $errors] = [0, 0];
    $run->inCoroutine(static function () use ($run, $crowd, &$resumed, &$errors): void {
        $fibers = [];
        for ($number = 0; $number < 20; $number++) {
            $fibers[] = $fiber = new Fiber($run->question($crowd, $number));
            $fiber->start();
        }
        $isLeft = static fn(): bool => array_filter($fibers, static fn(Fiber $it): bool => !$it->isTerminated()) !== [];
        for ($i = 0; $isLeft() && $i < 20_000; $i++) {
            $fiber = $fibers[array_rand($fibers)];
            try {
                // what somebody else passes to it is no answer
                $fiber->resume(['count' => -1]);
                $resumed++;
            } catch (FiberError) {
                $errors++;
            }
            $i % 10 === 0 && $run->host->sleep(0.002);
        }
        $run->check(!$isLeft(), 'fibers are left');
    });
    $run->same(20, $run->takeRight(), 'right answers');
    $run->check($resumed > 20, "resumed only $resumed times");
    $run->check($errors > 0, 'no fiber that had ended was resumed');
    $run->check(Run::descriptors() <= $before + 4, 'descriptors: ' . Run::descriptors() . ", $before before");
}, Host::FIBERS);
