<?php
/*
 * One gateway accepts connections and never answers, or does not even accept them: who asks it waits as long as they have
 * allowed; all others run, and have their answers from the other gateway meanwhile.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Crowd;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Isolation\BlackHole;
use NetsvrTests\Support\DevGate;

require_once __DIR__ . '/../isolation/BlackHole.php';

return new Scene(static function (Run $run): void {
    $good = DevGate::start();
    $client = $good->client();
    $silent = stream_socket_server('tcp://127.0.0.1:0');
    $blackHole = new BlackHole();
    foreach (['silent' => (string)stream_socket_get_name($silent, false), 'vanished' => $blackHole->workerAddr] as $kind => $addr) {
        $run->netBus(4, $addr, $good->workerAddr);
        $port = (int)substr($addr, strrpos($addr, ':') + 1);
        $stranger = sprintf('7f000001%04x6621e43b00000001', $port);
        $run->inCoroutine(static function () use ($run, $kind, $addr, $stranger, $client): void {
            $run->host->all(20.0, static fn() => Crowd::askOne($client->uniqId));
            $ticker = $run->ticker();
            $start = microtime(true);
            [$asked, $said, $took] = [0, [], []];
            $waiting = [];
            for ($i = 0; $i < 3; $i++) {
                $waiting[] = $run->host->go(static function () use ($run, $stranger, $start, $i, &$said, &$took): void {
                    $said[$i] = Run::thrownBy(static fn() => NetBus::checkOnline($stranger));
                    $took[$i] = microtime(true) - $start;
                });
            }
            $isOver = static fn(): bool => array_filter($waiting, static fn($it): bool => !$it->hasEnded) === [];
            while (!$isOver() && microtime(true) < $start + 20) {
                $before = microtime(true);
                $wrong = Crowd::askOne($client->uniqId);
                $run->check($wrong === null, (string)$wrong);
                $asked += $isOver() ? 0 : 1;
                $run->check(microtime(true) - $before < 3.5, "$kind: an answer of the other gateway took as long as the one that hangs");
                $run->host->sleep(0.005);
            }
            $run->host->join(20.0, ...$waiting);
            $ticks = $ticker->ticks;
            $ticker->stop();
            $run->note(sprintf('%s: %d ticks, longest pause %.3f s, %d answers; waited %s', $kind, $ticks, $ticker->longestPause, $asked, implode(' ', $took)));
            for ($i = 0; $i < 3; $i++) {
                $run->check(str_contains($said[$i] ?? '', $addr), "$kind: who asked was told: " . ($said[$i] ?? 'nothing'));
                $run->check(($took[$i] ?? 0) > 3.5 && $took[$i] < 20, "$kind: who asked waited " . ($took[$i] ?? 0) . ' s');
            }
            // with the process to themselves for four seconds there would be hundreds
            $run->check($ticks >= 5, "$kind: another coroutine ran $ticks times");
            $run->check($asked >= 3, "$kind: the other gateway answered $asked questions");
            $run->check($ticker->longestPause < 3.5, "$kind: another coroutine was held up for $ticker->longestPause s");
        });
    }
    $blackHole->stop();
});
