<?php
/*
 * One-way commands. Started by netsvr-bench: casts.php <method> <worker address>...
 * The loops hold nothing but the call.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use function NetsvrBench\cpu;
use function NetsvrBench\serve;
use function NetsvrBench\uniqId;
use function NetsvrBench\useGateways;

require __DIR__ . '/driver.php';

const CLIENTS = 10_000;

[, $method] = $argv;
$workerAddrs = array_slice($argv, 2);
useGateways($workerAddrs);

$uniqIds = [];
$bulk = [];
for ($i = 0; $i < CLIENTS; $i++) {
    $uniqIds[] = $uniqId = uniqId($workerAddrs[$i % count($workerAddrs)], $i);
    $bulk[$uniqId] = sprintf('message-%08d', $i);
}
$first = $uniqIds[0];
$short = str_repeat('x', 64);
$long = str_repeat('x', 1024);

$calls = [
    'singleCast' => static function (int $calls) use ($first, $short): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            NetBus::singleCast($first, $short);
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    },
    'broadcast' => static function (int $calls) use ($long): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            NetBus::broadcast($long);
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    },
    // each time another string, of which nobody knows yet that it is UTF-8
    'text' => static function (int $calls): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            NetBus::broadcast(str_repeat('{"a": "你好"},', 64));
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    },
    'multicast' => static function (int $calls) use ($uniqIds, $short): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            NetBus::multicast($uniqIds, $short);
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    },
    'singleCastBulk' => static function (int $calls) use ($bulk): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            NetBus::singleCastBulk($bulk);
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    },
];
serve(['call' => $calls[$method]]);
