<?php
/*
 * netsvr.on_query_failure = partial: 64 gateways that answer after 5 ms, 5 of which are suspended: from the third query
 * on it takes at most three times one without suspended gateways.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Call;
use NetsvrTests\Isolation\Lab;

return static function (Lab $lab): void {
    $lab->case('64 gateways, 5 of them stopped', static function () use ($lab): void {
        $timeout = 1;
        $program = $lab->program(['netsvr.on_query_failure' => 'partial']);
        $program->needsKey('netsvr.on_query_failure');
        $gateways = $lab->gateways(64, '--delay-ms', '5');
        $program->bind(array_map(static fn($gateway): string => $gateway->workerAddr, $gateways), $timeout, $timeout);
        $median = static function (array $calls): float {
            $times = array_map(static fn(Call $call): float => $call->took, $calls);
            sort($times);
            return $times[intdiv(count($times), 2)];
        };
        // The first one dials.
        $usual = array_slice($program->ask(12), 1);
        foreach (range(0, 4) as $index) {
            $gateways[$index * 13]->suspend();
        }
        $calls = $program->ask(12);
        foreach ([...$usual, ...$calls] as $call) {
            $lab->measure(sprintf('query %d took %.1f ms: %s', $call->number, $call->took * 1000, $call->failed ?? "$call->answered answers"));
        }
        $wrong = array_filter($usual, static fn(Call $call): bool => $call->answered !== 64);
        $lab->check($wrong === [], count($wrong) . ' queries without 64 answers before any was stopped');
        $wrong = array_filter($calls, static fn(Call $call): bool => $call->answered !== 59);
        $lab->check($wrong === [], count($wrong) . ' queries without 59 answers');
        [$then, $now] = [$median($usual), $median(array_slice($calls, 2))];
        $lab->checkTime($now <= 3 * $then, sprintf('from the third on a query takes %.1f ms, %.1f ms when none is stopped', $now * 1000, $then * 1000));
        // No single one may wait for them either.
        $longest = max(array_map(static fn(Call $call): float => $call->took, array_slice($calls, 2)));
        $lab->checkTime($longest < $timeout / 2, sprintf('from the third on one query took %.3f s', $longest));
    });
};
