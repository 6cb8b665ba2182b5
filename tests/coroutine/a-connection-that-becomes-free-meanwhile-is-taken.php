<?php
/*
 * A query has the connection to one gateway, and has to wait for that to another: it gives the first one back. That one is a
 * connection too many since netsvr.pool_size is less, and its end is logged. While the logger is suspended, the other gateway's
 * connection becomes free: the query takes it, and waits no longer.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\SlowLogger;
use NetsvrTests\Coroutine\Suspension;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '2');
    ini_set('netsvr.pool_wait_ms', '5000');
    $logger = new SlowLogger(new ArrayLogger());
    $slow = Step::answer()->delayed(300);
    $one = FakeGateway::start([[$slow], [$slow]]);
    $other = FakeGateway::start([[$slow]]);
    [$toOne, $toOther] = array_map(static fn(FakeGateway $it): object => Setup::taskSocket($it->addr(), $logger, 5), [$one, $other]);
    $at = static function (object ...$sockets): void {
        $manager = new TaskSocketManger();
        array_map($manager->addSocket(...), $sockets);
        Setup::bind($manager);
    };
    $ask = static fn() => NetBus::uniqIdCount();
    $run->inCoroutine(static function () use ($run, $logger, $one, $toOne, $toOther, $at, $ask): void {
        $at($toOne);
        $run->host->all(10.0, $ask, $ask);
        $run->same(2, count($one->connections()), 'connections to the first gateway');

        ini_set('netsvr.pool_size', '1');
        $at($toOther);
        $asking = $run->host->go($ask);
        $run->host->sleep(0.05);
        $suspension = (new Suspension($run, 1.0))->at($logger, "~close connection {$one->addr()} ok~");
        $at($toOne, $toOther);
        $start = microtime(true);
        $run->same('', Run::thrownBy($ask), 'what the query throws');
        $run->same(1, $suspension->times, 'how often the logger was suspended');
        $run->check(microtime(true) - $start < 4.0, 'the query has waited for a connection that was free');
        $run->host->join(10.0, $asking);
        $at();
    });
});
