<?php
/*
 * A gateway is suspended for twice sendReceiveTimeout and goes on: every broadcast arrives, once. Where queries time out
 * meanwhile, a broadcast arrives or is reported.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Inbox;
use NetsvrTests\Isolation\Lab;

return static function (Lab $lab): void {
    foreach ([false, true] as $asks) {
        $lab->case($asks ? 'broadcasts and queries' : 'broadcasts alone', static function () use ($lab, $asks): void {
            $timeout = 1;
            $gateway = $lab->gateway();
            $inbox = new Inbox([$gateway->client()]);
            $program = $lab->program();
            $program->bind([$gateway->workerAddr], $timeout, $timeout);
            $calls = $program->push(10, 0.02);
            $gateway->suspend();
            $start = microtime(true);
            $queries = [];
            do {
                array_push($calls, ...$program->push(10, 0.02));
                $asks && array_push($queries, ...$program->ask(1));
            } while (microtime(true) - $start < 2 * $timeout + 0.2);
            $gateway->resume();
            array_push($calls, ...$program->push(10, 0.02));
            $inbox->readOn(0.5);
            $program->stop();
            $missed = $inbox->notOnce(0, 1, count($calls));
            $reported = [];
            foreach ($calls as $call) {
                $call->complainsOf($gateway->workerAddr) && $reported[] = $call->number;
                foreach ($call->complaints() as $line) {
                    $lab->measure("broadcast $call->number: $line");
                }
            }
            $lost = $asks ? array_diff($missed, $reported) : $missed;
            $lab->check($lost === [], count($lost) . ' of ' . count($calls) . ' messages have not come once: ' . implode(' ', $lost));
            $asks || $lab->check($reported === [], 'reported as failed: ' . implode(' ', $reported));
            $isFailed = static fn($query): bool => $query->failed !== null;
            !$asks || $lab->check(array_filter($queries, $isFailed) !== [], 'no query has failed: nothing was tried');
        });
    }
};
