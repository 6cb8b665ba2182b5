<?php
/*
 * A gateway's host vanishes behind an established connection: one-way calls notice it within two sendReceiveTimeouts and
 * a second, count what was sent before, and report every message after that. A gateway that is there misses nothing.
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
        $program = $lab->program(['netsvr.on_send_failure' => $how]);
        $program->bind([$far->workerAddr, $near->workerAddr], $timeout, 1);
        $program->startPushing((int)((1 + 2 * $timeout + 1 + 2) / $every), $every, "m$index");
        $programs[] = [$program, $far->workerAddr];
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
};
