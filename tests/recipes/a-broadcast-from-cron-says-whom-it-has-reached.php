<?php
/*
 * broadcast-from-cron.php: what cron's mail says is true, for gateways that are there, that are not, and that say nothing.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use NetsvrTests\Support\WebSocketClient;

return static function (Kitchen $kitchen): void {
    [$first, $second] = $kitchen->twoGateways();
    $kitchen->set('BROADCAST_LOCK', "$kitchen->folder/lock");
    $kitchen->set('BROADCAST_SECONDS', '2');
    /** @return list<string> */
    $heard = static fn(WebSocketClient $client, int $expected = 0): array =>
        array_map(static fn(string $message): string => json_decode($message, true)['text'], $client->receiveAll(0.5, $expected));
    $clients = [$kitchen->stranger($first), $kitchen->stranger($second), $kitchen->stranger($second)];

    $kitchen->case('both gateways have it, and it says how many clients that were', static function () use ($kitchen, $first, $second, $clients, $heard): void {
        $said = "$first->workerAddr: 1 clients\n$second->workerAddr: 2 clients\n";
        $kitchen->same([0, $said, ''], $kitchen->run('broadcast-from-cron', '开门了', 'morning'), 'the job');
        foreach ($clients as $client) {
            $message = json_decode((string)$client->receive(Kitchen::PATIENCE), true);
            $kitchen->same(['is' => 'broadcast', 'id' => 'morning', 'text' => '开门了'], $message, 'message');
            $kitchen->same([], $heard($client), 'more messages');
        }
    });
    $kitchen->case('without a text it says how it is called', static function () use ($kitchen): void {
        [$status, $said, $error] = $kitchen->run('broadcast-from-cron');
        $kitchen->check($status === 2 && $said === '' && str_starts_with($error, 'usage: '), "$status $said $error");
    });
    $kitchen->case('a gateway that is down is named, and the other one has the message once', static function () use ($kitchen, $first, $second, $clients, $heard): void {
        $second->kill();
        [$status, $said, $error] = $kitchen->run('broadcast-from-cron', 'half', 'the id');
        $kitchen->same([1, "$first->workerAddr: 1 clients\n"], [$status, $said], 'the job');
        $kitchen->check(preg_match("~^$second->workerAddr: nothing was sent: .*refused.*\nthe id of the message: the id\n$~D", $error) === 1, $error);
        $kitchen->same(['half'], $heard($clients[0], 1), 'messages at the first gateway');
    });
    $kitchen->case('a gateway that comes back in time has the message', static function () use ($kitchen, $first, $second, $clients, $heard): void {
        $kitchen->set('BROADCAST_SECONDS', '60');
        $job = $kitchen->opened('broadcast-from-cron', 'in time');
        $kitchen->same('in time', json_decode((string)$clients[0]->receive(Kitchen::PATIENCE), true)['text'], 'message at the first gateway');
        usleep(300_000);
        $second->restart();
        [$status, $said, $error] = $job();
        $kitchen->check($status === 0 && str_contains($said, "$second->workerAddr: "), "$status $said");
        $kitchen->same('', $error, 'what cron would mail');
        $kitchen->same([], $heard($clients[0]), 'more messages at the first gateway');
        $kitchen->set('BROADCAST_SECONDS', '2');
    });
    $kitchen->case('two that run at the same time: one works, the other one says so, and all is sent once', static function () use ($kitchen, $first, $second, $clients, $heard): void {
        $second->suspend();
        $job = $kitchen->opened('broadcast-from-cron', 'the first');
        $kitchen->until(static fn(): bool => str_contains((string)@file_get_contents("$kitchen->folder/lock"), 'process'), 'it has the lock');
        $kitchen->until(static fn(): bool => $heard($clients[0]) === ['the first'], 'it is at the second gateway');
        [$status, $said, $error] = $kitchen->run('broadcast-from-cron', 'the second');
        $second->resume();
        $kitchen->check($status === 75 && $said === '' && preg_match('~^still at work: process \d+ since .*nothing was sent$~', trim($error)) === 1, "$status $said $error");
        $kitchen->check(in_array($job()[0], [0, 1, 3], true), 'status of the first');
        $kitchen->same([], $heard($clients[0]), 'more messages at the first gateway');
    });
    $kitchen->case('a job that is killed leaves no lock behind', static function () use ($kitchen, $first, $second, $clients, $heard): void {
        $second->suspend();
        $job = $kitchen->start('broadcast-from-cron', 'killed');
        $kitchen->until(static fn(): bool => $heard($clients[0]) === ['killed'], 'it is at the second gateway');
        $job->endsBy(SIGKILL, 5.0);
        $job->stop();
        $second->resume();
        $kitchen->same(0, $kitchen->run('broadcast-from-cron', 'the next one')[0], 'status of the next one');
        $kitchen->same(['the next one'], $heard($clients[0], 1), 'messages at the first gateway');
    });
    if (Kitchen::isReal()) {
        return;
    }
    $kitchen->case('what nobody confirms is said to be unknown, and is not sent again', static function () use ($kitchen): void {
        // The answer to its first question comes, to the second one not.
        $mute = \NetsvrTests\Support\DevGate::start('--fault', 'frame=3 drop');
        try {
            $client = $mute->client();
            $kitchen->set('NETSVR_WORKER_ADDR', $mute->workerAddr);
            [$status, $said, $error] = $kitchen->run('broadcast-from-cron', 'perhaps');
            $kitchen->same([3, ''], [$status, $said], 'the job');
            $kitchen->check(str_contains($error, "$mute->workerAddr: it was sent, but not confirmed: "), $error);
            $kitchen->same(1, count($client->receiveAll(1.0, 1)), 'messages');
        } finally {
            $mute->stop();
        }
    });
};
