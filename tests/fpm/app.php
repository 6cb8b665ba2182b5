<?php
/*
 * The application behind php-fpm: what a framework does in every request, by the parameter `do`. Sets NetBus up as a
 * service provider does, does one thing, and answers in JSON: what came of it, this process's id and its counters.
 */
declare(strict_types=1);

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;

if (($_GET['package'] ?? '') === '1') {
    require __DIR__ . '/package.php';
}
require __DIR__ . '/../support/autoload.php';

if (($_GET['do'] ?? '') === 'metrics') {
    require __DIR__ . '/../../examples/metrics.php';
    exit;
}

if (($_GET['do'] ?? '') === 'functions') {
    if ($_GET['touch'] === '1') {
        new Netsvr\Transfer();
    }
    // Often enough for a compiler that waits until code has run a few times.
    for ($call = 0; $call < 20; $call++) {
        foreach ([callDirectly(...), callByName(...), callClosure(...)] as $way) {
            try {
                $hex[$way()] = true;
            } catch (Error $error) {
                $hex[$error->getMessage()] = true;
            }
        }
    }
    exit(json_encode(['hex' => array_keys($hex), 'pid' => getmypid()]));
}

function callDirectly(): string
{
    return NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061');
}

function callByName(string $name = 'NetsvrBusiness\workerAddrConvertToHex'): string
{
    return $name('127.0.0.1:6061');
}

function callClosure(): string
{
    return array_map(NetsvrBusiness\workerAddrConvertToHex(...), ['127.0.0.1:6061'])[0];
}

/** Seconds that this process has kept the processor busy. */
function cpuTime(): float
{
    $usage = getrusage();
    return $usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec'] + ($usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec']) / 1e6;
}

/** Ends the script at the first error: in the middle of whatever is under way. */
final class ExitLogger extends Psr\Log\AbstractLogger
{
    public function log($level, $message, array $context = []): void
    {
        if ($level === 'error') {
            exit('the logger has ended the request');
        }
    }
}

$logger = ($_GET['do'] ?? '') === 'exit' ? new ExitLogger() : new ArrayLogger();
Container::getInstance()->bind(TaskSocketMangerInterface::class, function () use ($logger) {
    $manager = new TaskSocketManger();
    foreach (explode(',', $_GET['gateway']) as $workerAddr) {
        $timeout = (int)($_GET['timeout'] ?? 5);
        $manager->addSocket(new TaskSocket('', $logger, $workerAddr, $timeout, (int)($_GET['connect'] ?? 5), 117));
    }
    return $manager;
});

$answer = [];
try {
    switch ($_GET['do'] ?? '') {
        case 'nothing':
            break;
        case 'cast':
            NetBus::singleCast($_GET['to'], $_GET['data']);
            break;
        case 'broadcast':
            NetBus::broadcast($_GET['data']);
            break;
        case 'online':
        case 'exit':
            $answer['online'] = NetBus::checkOnline($_GET['of']);
            break;
        case 'count':
            $answer['count'] = NetBus::uniqIdCount()[0]['count'];
            break;
        case 'throw':
            NetBus::checkOnline($_GET['of']);
            throw new LogicException('after a query');
        case 'loop':
            // The limit counts what the processor does, not the waiting: most of it is spent before the queries.
            set_time_limit(1);
            for ($begin = cpuTime(); cpuTime() - $begin < 0.9;) {
            }
            for (;;) {
                NetBus::checkOnline($_GET['of']);
            }
        case 'memory':
            // The answer takes some 20 MB: too much, and less than twice as much, where some builds of PHP end the process.
            ini_set('memory_limit', '16M');
            NetBus::uniqIdList();
            break;
    }
} catch (NetsvrBusiness\Exception\SocketSendException | NetsvrBusiness\Exception\SocketReceiveException $thrown) {
    $answer['failed'] = get_class($thrown->getPrevious() ?? $thrown) . ': ' . $thrown->getMessage();
}
header('Content-Type: application/json');
echo json_encode($answer + [
    'pid' => getmypid(),
    'log' => $logger instanceof ArrayLogger ? $logger->take() : [],
    'stats' => Stats::get(),
], JSON_INVALID_UTF8_SUBSTITUTE);
