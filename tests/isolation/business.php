<?php
/*
 * A business process without main sockets: binds NetBus as its users do, sends, asks, and answers with what it saw of
 * each call. Driven by Program, line by line.
 */
declare(strict_types=1);

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Isolation\LineLogger;
use NetsvrTests\Support\JsonLines;
use NetsvrTests\Support\Setup;

require __DIR__ . '/../support/autoload.php';
require __DIR__ . '/LineLogger.php';
error_reporting(E_ALL);
Setup::endAfter(150);

$logger = new LineLogger();
$pushed = 0;

/** @param Closure(int): ?int $call gets its number, gives how many gateways have answered */
$run = static function (array $request, int $first, Closure $call) use ($logger): array {
    $calls = [];
    $next = microtime(true);
    for ($i = 0; $i < $request['count']; $i++) {
        $wait = $next - microtime(true);
        $wait <= 0 || usleep((int)($wait * 1e6));
        $began = microtime(true);
        [$failed, $answered] = [null, null];
        try {
            $answered = $call($first + $i);
        } catch (Throwable $thrown) {
            $failed = get_class($thrown) . ": {$thrown->getMessage()}";
        }
        $calls[] = [$first + $i, $began, microtime(true) - $began, $failed, $answered, $logger->take()];
        // what took long is not made up for: of a burst of equal lines some would only be counted
        $next = microtime(true) + $request['every'];
    }
    return ['calls' => $calls];
};

$do = static function (array $request) use ($logger, $run, &$pushed): array {
    switch ($request['do']) {
        case 'show':
            return [
                'keys' => array_keys(ini_get_all('netsvr') ?: []),
                'methods' => get_class_methods(NetBus::class),
            ];
        case 'bind':
            Container::setInstance(new Container());
            $manager = new TaskSocketManger();
            foreach ($request['addrs'] as $workerAddr) {
                ['sendReceive' => $sendReceive, 'connect' => $connect] = $request;
                $manager->addSocket(new TaskSocket('', $logger, $workerAddr, $sendReceive, $connect, 117));
            }
            Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);
            return [];
        case 'push':
            $first = $pushed + 1;
            $pushed += $request['count'];
            return $run($request, $first, static function (int $number) use ($request): ?int {
                NetBus::broadcast(sprintf('%s %d %.6f', $request['word'], $number, microtime(true)));
                return null;
            });
        case 'ask':
            return $run($request, 1, static fn(int $number): ?int => count(NetBus::uniqIdCount()));
        case 'flush':
            $start = microtime(true);
            $result = NetBus::flush();
            return ['took' => microtime(true) - $start, 'result' => $result];
        case 'stats':
            return ['stats' => Stats::get()];
    }
    throw new LogicException("nobody knows what to do with $request[do]");
};

$lines = new JsonLines();
while (($requests = $lines->read()) !== null) {
    foreach ($requests as $request) {
        try {
            $lines->answer($do($request));
        } catch (Throwable $thrown) {
            $lines->answer(['error' => get_class($thrown) . ": {$thrown->getMessage()}"]);
        }
    }
    $readable = [STDIN];
    $none = null;
    @stream_select($readable, $none, $none, 1);
}
