<?php
/*
 * 500 broadcasts, NetBus::flush(), and the gateway is killed at once, 20 times: a client that reads on has all 10,000.
 * Without a kill, flush() takes one round trip to all gateways, side by side.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Inbox;
use NetsvrTests\Isolation\Lab;

return static function (Lab $lab): void {
    $lab->case('20 times 500 broadcasts before a SIGKILL', static function () use ($lab): void {
        $program = $lab->program();
        $program->needsMethod('flush');
        $delivered = 0;
        foreach (range(1, 20) as $round) {
            $gateway = $lab->gateway();
            $inbox = new Inbox([$gateway->client()]);
            $program->bind([$gateway->workerAddr], 2, 2);
            $calls = $program->push(500, 0.0, "round$round");
            $flushed = $program->flush();
            $gateway->kill();
            // Now only: what the client had to have was on its way to it before.
            $inbox->readOn();
            $numbers = array_keys($inbox->delays(0, "round$round"));
            $delivered += count($numbers);
            $failed = array_filter($calls, static fn($call): bool => $call->complaints() !== []);
            $lab->check($failed === [], "round $round: " . count($failed) . ' broadcasts failed');
            count($numbers) === 500 || $lab->measure("round $round: " . count($numbers) . ' delivered, flush() gave ' . json_encode($flushed['result']));
        }
        $lab->check($delivered === 10_000, "$delivered of 10000 were delivered");
    });

    $lab->case('flush() takes one round trip', static function () use ($lab): void {
        $program = $lab->program();
        $program->needsMethod('flush');
        $delay = 0.3;
        $gateways = $lab->gateways(4, '--delay-ms', (string)(int)($delay * 1000));
        $program->bind(array_map(static fn($gateway): string => $gateway->workerAddr, $gateways), 2, 2);
        $program->push(10);
        ['took' => $took, 'result' => $result] = $program->flush();
        $lab->measure(sprintf('%.3f s: ', $took) . json_encode($result));
        $lab->check($took >= $delay, 'it waited for no answer');
        $lab->checkTime($took < 2 * $delay, sprintf('it took %.3f s; an answer takes %.1f s', $took, $delay));
    });
};
