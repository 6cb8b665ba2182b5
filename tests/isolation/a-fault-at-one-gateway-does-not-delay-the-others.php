<?php
/*
 * Four gateways, one of which is refusing, black-holed, stopped, closing what it accepts, or slow: clients of the other
 * three get each of 100 broadcasts within a twentieth of the time-out that the fault would cost.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\BlackHole;
use NetsvrTests\Isolation\Inbox;
use NetsvrTests\Isolation\Lab;
use NetsvrTests\Support\Port;

return static function (Lab $lab): void {
    $healthy = $lab->gateways(3);
    $clients = array_map(static fn($gateway) => $gateway->client(), $healthy);
    $addrs = array_map(static fn($gateway): string => $gateway->workerAddr, $healthy);
    $lab->stopLater($blackHole = new BlackHole());
    $suspended = $lab->gateway();
    $suspended->suspend();

    // What is wrong: the address, and which time-out it would cost.
    $faults = [
        'refusing' => [Port::hold(), 'connect'],
        'black-holed' => [$blackHole->workerAddr, 'connect'],
        'stopped' => [$suspended->workerAddr, 'sendReceive'],
        'accepting and closing' => [$lab->gateway('--fault', 'frame=0 close')->workerAddr, 'sendReceive'],
        'slow by 2 s' => [$lab->gateway('--delay-ms', '2000')->workerAddr, 'sendReceive'],
    ];
    foreach ([['connect' => 1, 'sendReceive' => 1], ['connect' => 5, 'sendReceive' => 2]] as $timeouts) {
        foreach ($faults as $fault => [$addr, $costs]) {
            $name = "one gateway is $fault, connectTimeout $timeouts[connect]";
            $limit = $timeouts[$costs] / 20;
            $lab->case($name, static function () use ($lab, $addrs, $addr, $clients, $timeouts, $limit): void {
                $program = $lab->program();
                // First: who waits for it has sent nothing to the others.
                $program->bind([$addr, ...$addrs], $timeouts['sendReceive'], $timeouts['connect']);
                $inbox = new Inbox($clients);
                $word = 'm' . bin2hex(random_bytes(3));
                $program->startPushing(100, 0.015, $word);
                $inbox->readUntil($program->isDone(...), 60.0);
                $calls = $program->calls(1.0);
                $program->stop();
                foreach (array_keys($clients) as $client) {
                    $delays = array_map(max(...), $inbox->delays($client, $word));
                    $missed = $inbox->notOnce($client, 1, 100, $word);
                    $lab->check($missed === [], "client $client has not received once: " . implode(' ', $missed));
                    $late = array_filter($delays, static fn(float $delay): bool => $delay > $limit);
                    $lab->checkTime($late === [], sprintf('client %d: %d messages came late, the latest after %.3f s; the limit is %.3f s',
                        $client, count($late), max([0.0, ...$delays]), $limit));
                }
                $lab->measure(sprintf('the longest call took %.3f s', max(array_column($calls, 'took'))));
            });
        }
    }
};
