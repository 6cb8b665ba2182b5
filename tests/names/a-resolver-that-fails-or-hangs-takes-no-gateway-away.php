<?php
/*
 * As long as an old address is known, it is used, and no call waits for a resolver that fails or hangs. One that has
 * never answered costs the time-out of the socket once, while its look-up lasts.
 */
declare(strict_types=1);

namespace NetsvrTests\Names;

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use RuntimeException;

return static function (Run $run): void {
    ini_set('netsvr.dns_ttl', '1');
    $resolver = Resolver::start();
    [$gateway, , $port] = Run::twins();
    $other = DevGate::start();
    $resolver->set('gateway.test', '127.0.0.2');
    $call = static fn(): array => array_column(NetBus::uniqIdCount(), 'count');
    Setup::netBusAt(["gateway.test:$port", $other->workerAddr]);
    $run->same([0, 0], $call(), 'clients');

    foreach (['fail', 'hang'] as $how) {
        $resolver->$how();
        usleep(1_050_000);
        for ($round = 0; $round < 6; $round++) {
            // a fresh socket each time, and so a look-up under the same name
            Setup::netBusAt(["gateway.test:$port", $other->workerAddr]);
            $run->same([0, 0], $run->within(0, 0.3, "a call while the resolver is to $how", $call), 'clients');
            usleep(300_000);
        }
    }
    $other->restart();
    $run->within(0, 0.3, 'a broadcast to a gateway with an IP', static fn() => NetBus::broadcast('x'));

    $add = static function () use ($port): string {
        try {
            (new TaskSocketManger())->addSocket(Setup::taskSocket("unknown.test:$port", new ArrayLogger(), 1));
            return 'added';
        } catch (RuntimeException $exception) {
            return strtok($exception->getMessage(), "\n");
        }
    };
    $failed = 'gethostbyname failed: unknown.test';
    $run->same($failed, $run->within(0.95, 1.5, 'a name that is unknown', $add), 'a name that is unknown');
    $run->same($failed, $run->within(0, 0.3, 'the same again', $add), 'the same again');
    $resolver->answer();
    $resolver->set('unknown.test', '127.0.0.2');
    $deadline = microtime(true) + 15;
    while (($added = $add()) !== 'added' && microtime(true) < $deadline) {
        usleep(100_000);
    }
    $run->same('added', $added, 'the name once the resolver answers');
    $gateway->stop();
};
