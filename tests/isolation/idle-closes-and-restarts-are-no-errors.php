<?php
/*
 * A program that only pushes: a gateway that closes connections which have been idle for its ReadDeadline, and one that
 * is restarted between two messages, make no error line, and every message arrives.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Inbox;
use NetsvrTests\Isolation\Lab;
use NetsvrTests\Isolation\Program;
use NetsvrTests\Support\DevGate;

return static function (Lab $lab): void {
    $deadline = 2;
    $impatient = $lab->gateway('--read-deadline', (string)$deadline);
    $restarted = $lab->gateway();
    $clients = [$impatient->client(), $restarted->client()];
    $inboxes = array_map(static fn($client): Inbox => new Inbox([$client]), $clients);
    $programs = array_map(static function (DevGate $gateway) use ($lab): Program {
        $program = $lab->program();
        $program->bind([$gateway->workerAddr], 2, 2);
        return $program;
    }, [$impatient, $restarted]);

    // It is impatient with clients, too.
    $wait = static function (float $seconds) use ($inboxes, $clients): void {
        for ($end = microtime(true) + $seconds; microtime(true) < $end; usleep(50_000)) {
            $clients[0]->send('~6YOt5rW35piO~');
            $inboxes[0]->take();
        }
    };

    // One message before each of three idle closes, and one after them; beside it the restarts.
    $programs[0]->startPushing(4, $deadline + 0.7);
    $restarts = $programs[1]->push(3);
    $inboxes[1]->readOn();
    $missed = $inboxes[1]->notOnce(0, 1, 3);
    // The first when the address has only been pushed to, the next ones soon after a message.
    foreach ([1.5, 0.05, 0.05] as $round => $pause) {
        $wait($pause);
        $restarted->restart();
        $inbox = new Inbox([$restarted->client()]);
        array_push($restarts, ...$programs[1]->push(3));
        $inbox->readOn();
        array_push($missed, ...$inbox->notOnce(0, 4 + 3 * $round, 6 + 3 * $round));
    }
    while (!$programs[0]->isDone()) {
        $wait(0.1);
    }
    $idle = $programs[0]->calls(1.0);
    $inboxes[0]->readOn();

    $cases = [
        'idle for longer than the ReadDeadline' => [$idle, $inboxes[0]->notOnce(0, 1, count($idle))],
        'restarted between two messages' => [$restarts, $missed],
    ];
    foreach ($cases as $name => [$calls, $missed]) {
        $lab->case($name, static function () use ($lab, $calls, $missed): void {
            foreach ($calls as $call) {
                $lab->check($call->complaints() === [], "call $call->number: " . implode(' | ', $call->complaints()));
            }
            $lab->check($missed === [], 'has not come once: ' . implode(' ', $missed));
        });
    }
};
