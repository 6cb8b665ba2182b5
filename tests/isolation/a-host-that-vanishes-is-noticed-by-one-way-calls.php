<?php
/*
 * A gateway's host vanishes behind an established connection: one-way calls notice it within two sendReceiveTimeouts and
 * a second, count what was sent before, and report every message after that. A gateway that is there misses nothing, and
 * the other one gets its messages again when its host is back.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Inbox;
use NetsvrTests\Isolation\Lab;
use NetsvrTests\Isolation\Silence;

return static function (Lab $lab): void {
    // How failures are told, and sendReceiveTimeout.
    $cases = [['log', 1], ['throw', 2]];
    // Few enough a second that no logger would have to thin them out.
    $every = 0.11;
    $host = $lab->farHost();
    $near = $lab->gateway();
    $inbox = new Inbox([$near->client()]);
    $programs = [];
    // Side by side: each takes seconds of waiting.
    foreach ($cases as $index => [$how, $timeout]) {
        $far = $lab->farGateway($host);
        $program = $lab->program(['netsvr.on_send_failure' => $how, 'netsvr.timeout_backoff_ms' => '1000']);
        $program->bind([$far->workerAddr, $near->workerAddr], $timeout, 1);
        $program->startPushing((int)((1 + 2 * $timeout + 1 + 2) / $every), $every, "m$index");
        $programs[] = [$program, $far->workerAddr, $far];
    }
    usleep(1_000_000);
    $cut = microtime(true);
    $host->cut();
    $calls = [];
    foreach ($programs as $index => [$program]) {
        $inbox->readUntil($program->isDone(...), 60.0);
        $calls[] = $program->calls(1.0);
    }
    foreach ($cases as $index => [$how, $timeout]) {
        $lab->case("$how, sendReceiveTimeout $timeout", static function () use (
            $lab, $programs, $calls, $index, $cut, $how, $timeout, $inbox
        ): void {
            Silence::check($lab, $programs[$index][1], $calls[$index], $cut, 2 * $timeout + 1);
            $missed = $inbox->notOnce(0, 1, count($calls[$index]), "m$index");
            $lab->check($missed === [], 'the client of the other gateway has not received once: ' . implode(' ', $missed));
            $thrown = array_filter($calls[$index], static fn($call): bool => $call->failed !== null);
            $how === 'log'
                ? $lab->check($thrown === [], count($thrown) . ' calls have thrown')
                : $lab->check($thrown !== [], 'no call has thrown');
        });
    }

    $host->mend();
    $clients = array_map(static fn(array $program) => $program[2]->client(), $programs);
    $inbox = new Inbox($clients);
    foreach ($programs as [$program]) {
        $program->startPushing(40, 0.11, 'again');
    }
    foreach ($programs as $index => [$program, $workerAddr]) {
        $inbox->readUntil($program->isDone(...), 30.0);
        $last = array_slice($program->calls(1.0), -5);
        $lab->case("{$cases[$index][0]}, when the host is back", static function () use ($lab, $last, $inbox, $index): void {
            foreach ($last as $call) {
                $lab->check($call->complaints() === [], "call $call->number: " . implode(' | ', $call->complaints()));
            }
            $missed = $inbox->notOnce($index, $last[0]->number, end($last)->number, 'again');
            $lab->check($missed === [], 'the last ones have not come once: ' . implode(' ', $missed));
        });
    }
};
