<?php
/*
 * A logger is suspended for longer than coroutines wait for a connection: where a connection has come about, where none has, where one
 * has gone stale or brings no answer. Commands and queries of the other coroutines go on meanwhile.
 */
declare(strict_types=1);

use NetsvrBusiness\Exception\SocketReceiveException;
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
    ini_set('netsvr.pool_size', '1');
    ini_set('netsvr.pool_wait_ms', '600');
    $lines = new ArrayLogger();
    $logger = new SlowLogger($lines);
    $ask = static function (): void {
        try {
            NetBus::uniqIdCount();
        } catch (SocketReceiveException) {
            // the log says why
        }
    };
    // what leads to the line that suspends, and what the others do meanwhile
    $play = static function (string $what, string $line, FakeGateway|array $gateways, ?Closure $before, Closure $call, Closure $other)
        use ($run, $lines, $logger): void {
        $manager = new TaskSocketManger();
        foreach (is_array($gateways) ? $gateways : [$gateways] as $gateway) {
            $manager->addSocket(Setup::taskSocket($gateway->addr(), $logger, 1));
        }
        Setup::bind($manager);
        $logger->after = null;
        $run->inCoroutine(static function () use ($run, $what, $line, $before, $call, $other, $lines, $logger): void {
            $before === null || $before();
            $lines->records = [];
            $suspension = (new Suspension($run))->at($logger, $line);
            $caller = $run->host->go($call);
            $suspension->await($what);
            $run->host->all(10.0, $other);
            $suspension->end($what);
            $run->host->join(10.0, $caller);
            $refused = preg_grep('~other coroutines use|another coroutine uses~', array_column($lines->records, 1));
            $run->same(0, count($refused), "$what: how many calls got no connection");
        });
        Setup::bind(new TaskSocketManger());
    };
    $send = static fn(FakeGateway $gateway): Closure => static fn() => NetBus::singleCast($gateway->uniqId(), 'a message');

    $gateway = FakeGateway::start();
    $play('a command on a fresh connection', '~connect to .* ok~', $gateway, null, $send($gateway), $send($gateway));
    $gateway = FakeGateway::start();
    $play('a query on a fresh connection', '~connect to .* ok~', $gateway, null, $ask, $ask);

    // both meet a connection that has ended
    $loseConnections = static fn(FakeGateway $gateway, Closure $call): Closure => static function () use ($gateway, $call): void {
        $call();
        $gateway->closeConnections();
    };
    $play('a command on a stale connection', '~close connection~', $gateway, $loseConnections($gateway, $send($gateway)), $send($gateway), $send($gateway));
    $play('a query on a stale connection', '~close connection~', $gateway, $loseConnections($gateway, $ask), $ask, $ask);

    // the connection ends with the question, and with each question after that
    $closing = FakeGateway::start([[Step::answer(), Step::close()], [Step::close()], [Step::answer()]]);
    $play('a query that is not answered', '~close connection|receive from~', $closing, $ask, $ask, $ask);
    $silent = FakeGateway::start([[Step::answer(), Step::silence()], [Step::answer()]]);
    $play('a query that is not answered in time', '~close connection~', $silent, $ask, $ask, $ask);
    $silent = FakeGateway::start([[Step::silence(), Step::silence()], [Step::answer()]]);
    $flush = static fn() => NetBus::flush(0.3);
    $play('flush() without an answer', '~close connection~', $silent, $send($silent), $flush, $send($silent));

    // of several gateways some lines come while others are still waited for
    $broadcast = static fn() => NetBus::broadcast('a message');
    $two = [FakeGateway::start(), FakeGateway::start()];
    $play('a command to two gateways', '~connect to~', $two, null, $broadcast, $broadcast);
    $two = [FakeGateway::start(), FakeGateway::start()];
    $play('a query to two gateways', '~connect to~', $two, null, $ask, $ask);
    $two = [FakeGateway::start(), FakeGateway::start([[Step::answer(), Step::close()], [Step::close()], [Step::answer()]])];
    $play('a query that one of two does not answer', '~close connection~', $two, $ask, $ask, $ask);
    $two = [FakeGateway::start(), FakeGateway::start()];
    $two[1]->down();
    $play('a command to two gateways, one of which is down', '~connect to .* failed~', $two, null, $broadcast, $send($two[0]));

    $gateway->down();
    $play('a command to a gateway that is down', '~connect to~', $gateway, null, $send($gateway), $send($gateway));
    $play('a query to a gateway that is down', '~connect to~', $gateway, null, $ask, $ask);
});
