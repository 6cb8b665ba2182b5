<?php
/*
 * Results of API 8, and what they are compared with: the same query in API 4, or unserialize().
 * Started by netsvr-bench: results.php <what> <worker address>; a process of API 4 makes the limit alone.
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

[, $what, $workerAddr] = $argv;
useGateways([$workerAddr]);

/** Runs one of the two, verifying. */
function measured(Closure $call, Closure $isRight): Closure
{
    return static function (int $calls) use ($call, $isRight): array {
        $cpu = 0;
        $wall = 0;
        for ($i = 0; $i < $calls; $i++) {
            [$cpuBefore, $wallBefore] = [cpu(), hrtime(true)];
            $value = $call();
            $cpu += cpu() - $cpuBefore;
            $wall += hrtime(true) - $wallBefore;
            if (!$isRight($value)) {
                fail('the value is not what it must be');
            }
            unset($value);
        }
        return [$cpu, $wall];
    };
}

$aboutClients = str_starts_with($what, 'connInfo');
$uniqIds = [];
for ($i = 0, $count = $aboutClients ? 10_000 : 100_000; $i < $count; $i++) {
    $uniqIds[] = uniqId($workerAddr, $i);
}

if (ini_get('netsvr.api') !== '8') {
    serve(['limit' => $aboutClients
        ? measured(static fn(): array => NetBus::connInfo($uniqIds), static fn(array $found): bool => array_keys($found) === $uniqIds)
        : measured(static fn(): array => NetBus::uniqIdList(), static fn(array $found): bool => $found[0]['uniqIds'] === $uniqIds)]);
    return;
}

/** The first and the last of the connections are as they must be. */
$isClient = static fn(string $customerId, int $number): bool => $customerId === "customer-$number";
$serialized = $what === 'connInfo' ? serialize(NetBus::connInfo($uniqIds)->getItems()) : '';
$areItems = static fn(array $items): bool => array_keys($items) === $uniqIds
    && $isClient($items[$uniqIds[0]]->getCustomerId(), 0) && $isClient(end($items)->getCustomerId(), 9_999);
serve(match ($what) {
    'uniqIdList' => ['call' => measured(
        static fn(): array => NetBus::uniqIdList()->getUniqIds(),
        static fn(array $found): bool => $found === $uniqIds
    )],
    'unread' => ['call' => measured(
        static fn(): object => NetBus::uniqIdList(),
        static fn(object $found): bool => $found->getUniqIds() === $uniqIds
    )],
    'connInfoRows' => ['call' => measured(
        static fn(): array => NetBus::connInfo($uniqIds)->toArray(),
        static fn(array $rows): bool => array_column($rows, 'uniqId') === $uniqIds && $isClient($rows[9_999]['customerId'], 9_999)
    )],
    'connInfo' => [
        'call' => measured(static fn(): array => NetBus::connInfo($uniqIds)->getItems(), $areItems),
        'limit' => measured(static fn(): array => unserialize($serialized), $areItems),
    ],
});
