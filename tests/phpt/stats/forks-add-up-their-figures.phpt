--TEST--
Stats::pool() adds up what forks have counted, those that have ended among them; connections count while their process lives
--EXTENSIONS--
netsvr
pcntl
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
$gateway = FakeGateway::start();
Setup::netBusAt([$gateway->addr()]);

/** Waits until the pool tells something. */
$until = static function (string $what, Closure $holds) use ($gateway): void {
    $deadline = microtime(true) + 10;
    while (!$holds(array_column(Stats::pool(), null, 'workerAddr')[$gateway->addr()] ?? null)) {
        if (microtime(true) > $deadline) {
            exit("never: $what " . json_encode(Stats::pool()) . "\n");
        }
        usleep(5000);
    }
    echo "$what\n";
};
$show = static function (string $title) use ($gateway): void {
    foreach (Stats::pool() as $entry) {
        $figures = array_intersect_key($entry, array_flip(['processes', 'openConnections', 'parkedConnections', 'dials', 'requests', 'sentFrames']));
        echo "$title: ", json_encode($figures + ['times' => $entry['requestSeconds']['count']]), "\n";
    }
};
/** A child that does something, says so and waits for its end. */
$fork = static function (Closure $run): int {
    $pid = pcntl_fork();
    if ($pid === 0) {
        pcntl_alarm(30);
        $run();
        exit(0);
    }
    return $pid;
};

echo implode(' ', array_diff(array_keys((function () {
    NetBus::broadcast('1');
    return Stats::pool()[0];
})()), array_keys(Stats::get()[0]))), "\n";
$show('the parent');

// one that ends in order adds what it has counted at its end
pcntl_waitpid($fork(static function (): void {
    NetBus::broadcast('2');
    NetBus::uniqIdCount();
}), $status);
$show('a child has ended');

// one that goes on is heard of, and forgotten once it is killed
$child = $fork(static function (): void {
    while (true) {
        NetBus::uniqIdCount();
        usleep(20_000);
    }
});
$until('one that goes on is heard of', static fn(?array $entry): bool => $entry['requests'] > 1 && $entry['processes'] === 2 && $entry['openConnections'] === 2);
posix_kill($child, SIGKILL);
pcntl_waitpid($child, $status);
$until('and not counted any more when it is killed', static fn(?array $entry): bool => $entry['requests'] > 1 && $entry['processes'] === 1 && $entry['openConnections'] === 1);

// many at once
$before = Stats::pool()[0]['sentFrames'];
$children = [];
for ($i = 0; $i < 10; $i++) {
    $children[] = $fork(static function (): void {
        for ($n = 0; $n < 50; $n++) {
            NetBus::broadcast('x');
        }
    });
}
foreach ($children as $child) {
    pcntl_waitpid($child, $status);
}
echo 'ten children: ', Stats::pool()[0]['sentFrames'] - $before, "\n";
echo 'the parent itself: ', Stats::get()[0]['sentFrames'], "\n";
?>
--EXPECT--
processes
the parent: {"openConnections":1,"parkedConnections":0,"dials":1,"requests":0,"sentFrames":1,"processes":1,"times":0}
a child has ended: {"openConnections":1,"parkedConnections":0,"dials":2,"requests":1,"sentFrames":3,"processes":1,"times":1}
one that goes on is heard of
and not counted any more when it is killed
ten children: 500
the parent itself: 1
