<?php
/*
 * What the measured scripts share: the gateways bound to NetBus, the commands from standard input, the clocks.
 * Knows nothing of what is measured.
 */
declare(strict_types=1);

namespace NetsvrBench;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use Psr\Log\AbstractLogger;
use Psr\Log\LoggerInterface;
use function NetsvrTests\Support\requirePsr;

require_once dirname(__DIR__, 2) . '/tests/support/autoload.php';
requirePsr();

/** What a measurement does not survive goes to standard output, where netsvr-bench shows it. */
function fail(string $problem): never
{
    echo $problem, "\n";
    exit(1);
}

/** A line of level warning or above ends the measurement. */
function logger(): LoggerInterface
{
    return new class extends AbstractLogger {
        public function log($level, $message, array $context = []): void
        {
            if (in_array($level, ['emergency', 'alert', 'critical', 'error', 'warning'], true)) {
                fail("[$level] $message");
            }
        }
    };
}

/** @param list<string> $workerAddrs */
function useGateways(array $workerAddrs): void
{
    $logger = logger();
    // API 8 asks for both, and takes no others
    $heartbeat = ini_get('netsvr.api') === '8' ? ['', 30_000] : [];
    Container::getInstance()->bind(TaskSocketMangerInterface::class, static function () use ($logger, $heartbeat, $workerAddrs) {
        $manager = new TaskSocketManger();
        foreach ($workerAddrs as $workerAddr) {
            $manager->addSocket(new TaskSocket('bench', $logger, $workerAddr, 10, 10, 117, ...$heartbeat));
        }
        return $manager;
    });
}

/** Microseconds of user and system CPU time that this process has taken. */
function cpu(): int
{
    $usage = getrusage();
    return ($usage['ru_utime.tv_sec'] + $usage['ru_stime.tv_sec']) * 1_000_000
        + $usage['ru_utime.tv_usec'] + $usage['ru_stime.tv_usec'];
}

/**
 * Obeys `<action> <calls>` until standard input ends.
 *
 * @param array<string, \Closure(int): array{int, int}> $actions each gives µs of CPU and ns of wall time
 */
function serve(array $actions): void
{
    while (($line = fgets(STDIN)) !== false) {
        [$action, $calls] = explode(' ', trim($line));
        echo implode(' ', $actions[$action]((int)$calls)), "\n";
    }
}

/** The uniqId of client `$index`, whom the gateway owns. netsvr-bench makes up the same ones. */
function uniqId(string $workerAddr, int $index): string
{
    [$ip, $port] = explode(':', $workerAddr);
    return sprintf('%08x%04x66000000%08x', ip2long($ip), $port, $index);
}
