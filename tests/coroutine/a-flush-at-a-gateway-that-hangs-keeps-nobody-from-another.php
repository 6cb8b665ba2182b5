<?php
/*
 * A coroutine waits in flush() for two gateways, one of which never answers. As soon as the other one has answered, commands to it
 * leave at once.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_wait_ms', '1000');
    $well = FakeGateway::start([[]]);
    $hangs = FakeGateway::start([array_fill(0, 9, Step::silence())]);
    $logger = $run->netBus(6, $well->addr(), $hangs->addr());
    $run->inCoroutine(static function () use ($run, $well, $hangs, $logger): void {
        NetBus::singleCast($well->uniqId(), 'one');
        NetBus::singleCast($hangs->uniqId(), 'one');
        $confirmed = null;
        $flushing = $run->host->go(static function () use (&$confirmed): void {
            $confirmed = NetBus::flush();
        });
        for ($deadline = microtime(true) + 20; count($well->frames()) + count($hangs->frames()) < 4 && microtime(true) < $deadline;) {
            $run->host->sleep(0.01);
        }
        NetBus::singleCast($well->uniqId(), 'two');
        $run->same(['SingleCast one', 'UniqIdCount', 'SingleCast two'], Mains::names($well, 3), 'what the gateway got that is well');
        $run->same(null, $confirmed, 'what flush() gave meanwhile');
        $run->host->join(20.0, $flushing);
        $run->same([1, 0], array_column($confirmed ?? [], 'confirmed'), 'what flush() confirmed');
        $run->same(0, count(preg_grep('~another coroutine~', array_column($logger->records, 1))), 'lines about other coroutines');
    });
});
