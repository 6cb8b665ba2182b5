<?php
/*
 * The extension beside the PHP package buexplain/netsvr-business-serial 4.0.1: processor time of the same calls, in two
 * processes that take turns, at the same devgate. Part of no other run, because it needs the package's sources.
 *
 *     php benches/package.php AUTOLOAD [ROUNDS]
 *
 * AUTOLOAD is the vendor/autoload.php of a project that has the package and google/protobuf (`composer require
 * buexplain/netsvr-business-serial:4.0.1 google/protobuf:^3.22`). NETSVR_SO and NETSVR_DEVGATE name what has been built;
 * by default that of target/release. Prints, for each call, the median of the rounds of either side, and of their ratios.
 *
 * Every call is one that both have, with the same arguments. A connection is there before the clock starts, but for the
 * last row, whose calls begin as a request of php-fpm does: with new sockets, as the closure of the set-up makes them.
 */
declare(strict_types=1);

use NetsvrBusiness\{Container, NetBus, TaskSocket, TaskSocketManger};
use NetsvrBusiness\Contract\TaskSocketMangerInterface;

const CLIENTS = 1000;

/** @return array<string, array{int, Closure(): mixed}> call => how often, what */
function calls(string $gateway, Psr\Log\LoggerInterface $logger): array
{
    $setUp = static function () use ($gateway, $logger): void {
        $manager = new TaskSocketManger();
        $manager->addSocket(new TaskSocket('bench', $logger, $gateway, 5, 5, 117));
        Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);
    };
    $setUp();
    $uniqIds = array_merge(...array_column(NetBus::uniqIdList(), 'uniqIds'));
    if (count($uniqIds) !== CLIENTS) {
        throw new RuntimeException('the gateway has ' . count($uniqIds) . ' clients instead of ' . CLIENTS);
    }
    $transfer = (new Netsvr\Transfer())->setUniqId($uniqIds[0])->setCustomerId('17')->setSession('{"name":"Ann"}')
        ->setTopics(['news', 'room.7'])->setData(str_repeat('x', 1024))->serializeToString();
    [$nobody, $short, $long] = [substr($uniqIds[0], 0, 12) . str_repeat('0', 16), str_repeat('x', 64), str_repeat('x', 1024)];
    return [
        'singleCast(), 64 bytes' => [2000, static fn() => NetBus::singleCast($nobody, $short)],
        'topicPublish(), 1 KiB' => [2000, static fn() => NetBus::topicPublish('nobody', $long)],
        'multicast(), 1,000 ids' => [50, static fn() => NetBus::multicast(array_fill(0, 1000, $nobody), $short)],
        'checkOnline(), 1,000 ids' => [20, static fn() => NetBus::checkOnline($uniqIds)],
        'connInfo(), 1,000 ids' => [20, static fn() => NetBus::connInfo($uniqIds)],
        'uniqIdCount()' => [200, static fn() => NetBus::uniqIdCount()],
        'a message of 1 KiB read, all its fields' => [500, static function () use ($transfer): int {
            $message = new Netsvr\Transfer();
            $message->mergeFromString($transfer);
            return strlen($message->getUniqId() . $message->getCustomerId() . $message->getSession() . $message->getData()) + count($message->getTopics());
        }],
        'new sockets, then singleCast()' => [100, static function () use ($setUp, $nobody, $short): void {
            $setUp();
            NetBus::singleCast($nobody, $short);
        }],
    ];
}

/** Microseconds of the processor that this process has taken. */
function processor(): float
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1e6 + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
}

/** A side: says which calls there are, then reads the number of one, and answers with what one call took. */
function side(string $autoload, string $gateway): void
{
    require $autoload;
    $calls = calls($gateway, new Psr\Log\NullLogger());
    echo json_encode(array_keys($calls)), "\n";
    while (($line = fgets(STDIN)) !== false) {
        [$often, $call] = array_values($calls)[(int)$line];
        $call();
        $start = processor();
        for ($i = 0; $i < $often; $i++) {
            $call();
        }
        echo json_encode((processor() - $start) / $often), "\n";
    }
}

/** @param list<float> $values */
function median(array $values): float
{
    sort($values);
    return $values[intdiv(count($values), 2)];
}

if (($argv[1] ?? '') === '--side') {
    side($argv[2], $argv[3]);
    exit;
}
$autoload = realpath($argv[1] ?? '') ?: exit("usage: php benches/package.php AUTOLOAD [ROUNDS]\n");
$rounds = max(1, (int)($argv[2] ?? 11));
$target = dirname(__DIR__) . '/target/release';
$gateway = proc_open(
    [getenv('NETSVR_DEVGATE') ?: "$target/devgate", '--ws', '127.0.0.1:0', '--worker', '127.0.0.1:0', '--crowd', CLIENTS . '=crowd'],
    [1 => ['pipe', 'w']],
    $gatewaySays
);
$worker = '';
while (($line = fgets($gatewaySays[1])) !== false && $line !== "ready\n") {
    if (preg_match('~^worker (\S+)~', $line, $found)) {
        $worker = $found[1];
    }
}
// what Google's library needs and some distributions have beside PHP
$ctype = is_file(PHP_EXTENSION_DIR . '/ctype.so') ? ['-d', 'extension=ctype'] : [];
$sides = [];
foreach (['extension' => ['-d', 'extension=' . (getenv('NETSVR_SO') ?: "$target/libnetsvr.so")], 'package' => []] as $name => $options) {
    $command = [PHP_BINARY, '-n', '-d', 'memory_limit=1G', '-d', 'error_reporting=' . (E_ALL & ~E_DEPRECATED), '-d', 'display_errors=stderr', ...$ctype, ...$options, __FILE__, '--side', $autoload, $worker];
    $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w']], $pipes);
    $titles = json_decode((string)fgets($pipes[1]), true);
    if (!is_array($titles)) {
        fwrite(STDERR, "the side of the $name did not start\n");
        proc_terminate($gateway);
        exit(1);
    }
    $sides[$name] = [$process, $pipes];
}
printf("%-42s %12s %12s %8s\n", '', 'extension', 'package', 'ratio');
foreach ($titles as $number => $title) {
    $took = $ratios = [];
    for ($round = 0; $round < $rounds; $round++) {
        foreach ($sides as $name => [, $pipes]) {
            fwrite($pipes[0], "$number\n");
            $answer = trim((string)fgets($pipes[1]));
            if (!is_numeric($answer)) {
                proc_terminate($gateway);
                exit("the side of the $name did not answer to $title: $answer\n");
            }
            $took[$name][$round] = (float)$answer;
        }
        $ratios[] = $took['package'][$round] / max($took['extension'][$round], 0.001);
    }
    printf("%-42s %9.1f us %9.1f us %8.1f\n", $title, median($took['extension']), median($took['package']), median($ratios));
}
foreach ($sides as [$process, $pipes]) {
    fclose($pipes[0]);
    proc_close($process);
}
proc_terminate($gateway);
