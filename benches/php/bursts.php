<?php
/*
 * Bursts of singleCast with a pause after each. Started by netsvr-bench: bursts.php <worker address>
 * Instead of the time that all calls took it tells when the last one had returned, once the pause is over.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use function NetsvrBench\cpu;
use function NetsvrBench\serve;
use function NetsvrBench\uniqId;
use function NetsvrBench\useGateways;

require __DIR__ . '/driver.php';

/** In nanoseconds, as the limit client has it. */
const PAUSE = 5_000_000;

[, $workerAddr] = $argv;
useGateways([$workerAddr]);
$uniqId = uniqId($workerAddr, 0);
$data = str_repeat('x', 64);

/** @return int when the last call had returned */
$burst = static function (int $calls) use ($uniqId, $data): int {
    for ($i = 0; $i < $calls; $i++) {
        NetBus::singleCast($uniqId, $data);
    }
    return hrtime(true);
};

serve([
    'clock' => static fn(int $calls): array => [0, hrtime(true)],
    'asleep' => static function (int $calls) use ($burst): array {
        $cpu = cpu();
        $returned = $burst($calls);
        usleep(intdiv(PAUSE, 1_000));
        // what a thread has done meanwhile counts
        return [cpu() - $cpu, $returned];
    },
    'busy' => static function (int $calls) use ($burst): array {
        $cpu = cpu();
        $returned = $burst($calls);
        while (hrtime(true) < $returned + PAUSE) {
        }
        return [cpu() - $cpu, $returned];
    },
]);
