<?php
/*
 * A loop is dropped, with all fibers that are suspended in it: the collector destroys them wherever they are. Their connections are
 * closed, and on another loop everything goes on.
 */
declare(strict_types=1);

use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;
use Revolt\EventLoop;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '4');
    ini_set('netsvr.pool_wait_ms', '60000');
    $gateway = DevGate::start('--delay-ms=4');
    $run->netBus(20, $gateway->workerAddr);
    $crowd = $run->crowd(5, 25, $gateway);
    $before = Run::descriptors();
    $open = [];
    $destroyed = 0;
    for ($round = 0; $round < 20; $round++) {
        $ended = 0;
        for ($number = 0; $number < 12; $number++) {
            EventLoop::queue(static function () use ($run, $crowd, $number, &$destroyed, &$ended): void {
                $isLeft = true;
                try {
                    $wrong = $crowd->ask($number);
                    $run->check($wrong === null, (string)$wrong);
                    $isLeft = false;
                    $ended++;
                } finally {
                    $destroyed += $isLeft ? 1 : 0;
                }
            });
        }
        EventLoop::delay(0.001 * mt_rand(0, 12), static fn() => EventLoop::getDriver()->stop());
        EventLoop::run();
        EventLoop::setDriver(new (get_class(EventLoop::getDriver()))());
        gc_collect_cycles();
        $run->inCoroutine(static fn() => $run->host->all(30.0, ...$run->questions($crowd, range(0, 5))));
        $run->same(6, $run->takeRight(), 'right answers on the next loop');
        $run->check(Run::connectionsTo($gateway->workerAddr) <= 5, 'connections: ' . Run::connectionsTo($gateway->workerAddr));
        $open[] = Run::descriptors();
    }
    $run->note("$destroyed destroyed");
    $run->check($destroyed > 20, "only $destroyed fibers were destroyed");
    $run->check(max($open) <= $before + 4, 'descriptors after each round: ' . implode(' ', $open) . ", $before before");
}, ['stand-in', 'revolt']);
