<?php
/*
 * A request to all gateways. Started by netsvr-bench: parallel.php <clients of each> <worker address>...
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use function NetsvrBench\cpu;
use function NetsvrBench\fail;
use function NetsvrBench\serve;
use function NetsvrBench\useGateways;

require __DIR__ . '/driver.php';

[, $count] = $argv;
$workerAddrs = array_slice($argv, 2);
useGateways($workerAddrs);
$expected = array_map(
    static fn(string $workerAddr): array => ['workerAddr' => $workerAddr, 'count' => (int)$count],
    $workerAddrs
);

serve([
    'call' => static function (int $calls) use ($expected): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            if (NetBus::uniqIdCount() !== $expected) {
                fail('the answer is not what it must be');
            }
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    },
]);
