<?php
/*
 * Requests with long answers, and the functions of PHP that make the same value.
 * Started by netsvr-bench: answers.php <method> <worker address>
 * Each value is compared with what it must be, and freed, while no clock runs.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use function NetsvrBench\cpu;
use function NetsvrBench\fail;
use function NetsvrBench\serve;
use function NetsvrBench\uniqId;
use function NetsvrBench\useGateways;

require __DIR__ . '/driver.php';

[, $method, $workerAddr] = $argv;
useGateways([$workerAddr]);

/** Runs one of the two, verifying. */
function measured(Closure $call, mixed $expected): Closure
{
    return static function (int $calls) use ($call, $expected): array {
        $cpu = 0;
        $wall = 0;
        for ($i = 0; $i < $calls; $i++) {
            [$cpuBefore, $wallBefore] = [cpu(), hrtime(true)];
            $value = $call();
            $cpu += cpu() - $cpuBefore;
            $wall += hrtime(true) - $wallBefore;
            if ($value !== $expected) {
                fail('the value is not what it must be');
            }
            unset($value);
        }
        return [$cpu, $wall];
    };
}

$uniqIds = [];
for ($i = 0, $count = $method === 'connInfo' ? 10_000 : 100_000; $i < $count; $i++) {
    $uniqIds[] = uniqId($workerAddr, $i);
}

if ($method === 'connInfo') {
    $expected = [];
    foreach ($uniqIds as $i => $uniqId) {
        $expected[$uniqId] = [
            'customerId' => "customer-$i",
            'session' => json_encode(['name' => "client $i", 'visits' => $i]),
            'topics' => ['topic-' . $i % 100, 'topic-' . ($i + 1) % 100, 'topic-' . ($i + 2) % 100],
        ];
    }
    $serialized = serialize($expected);
    serve([
        'call' => measured(static fn(): array => NetBus::connInfo($uniqIds), $expected),
        'limit' => measured(static fn(): array => unserialize($serialized), $expected),
    ]);
} else {
    $all = implode('', $uniqIds);
    serve([
        'call' => measured(
            static fn(): array => NetBus::uniqIdList(),
            [['workerAddr' => $workerAddr, 'uniqIds' => $uniqIds]]
        ),
        'limit' => measured(static fn(): array => str_split($all, 28), $uniqIds),
    ]);
}
