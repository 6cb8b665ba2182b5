<?php
/*
 * A program that only pushes to a peer which is no gateway's worker port: one that closes what it accepts, the websocket
 * port of a gateway, a web server, the worker port of a gateway 8.x, which closes on a command that is not its own. The
 * first connection's end is an error that says what to check, and a failed attempt; the next call fails. So it does when
 * the peer takes its time to close, and answers nothing.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Lab;
use NetsvrTests\Isolation\Skipped;
use NetsvrTests\Support\Daemon;

/** Where a web server of Python listens. */
function pythonServer(Lab $lab): string
{
    $log = (string)tempnam(sys_get_temp_dir(), 'netsvr-isolation-');
    // The port is known once it has said so.
    $address = static fn(): ?string => preg_match('~port (\d+)~', (string)file_get_contents($log), $match)
        ? "127.0.0.1:$match[1]"
        : null;
    try {
        $command = ['/usr/bin/env', 'python3', '-u', '-m', 'http.server', '0', '--bind', '127.0.0.1', '--directory', __DIR__];
        $lab->stopLater(new Daemon($command, $log, static fn(): bool => $address() !== null));
        return (string)$address();
    } catch (RuntimeException) {
        throw new Skipped('there is no python3 with http.server');
    } finally {
        unlink($log);
    }
}

return static function (Lab $lab): void {
    $gateway = $lab->gateway();
    $deadline = 2;
    // Each with the seconds between two calls.
    $peers = [
        'a peer that closes what it accepts' => [0.3, static fn(): string =>
            $lab->gateway('--fault', 'frame=0 close')->workerAddr],
        'the websocket port of a gateway' => [0.3, static fn(): string =>
            parse_url($gateway->url, PHP_URL_HOST) . ':' . parse_url($gateway->url, PHP_URL_PORT)],
        'a web server of Python' => [0.3, static fn(): string => pythonServer($lab)],
        'the worker port of a gateway 8.x' => [0.3, static fn(): string =>
            $lab->gateway('--fault', 'frame=1.. close')->workerAddr],
        'a peer that answers nothing and closes what is idle' => [$deadline + 0.7, static fn(): string =>
            $lab->gateway('--read-deadline', (string)$deadline, '--fault', 'drop')->workerAddr],
    ];
    // Side by side: most of it is waiting.
    $programs = [];
    foreach ($peers as $peer => [$every, $addressOf]) {
        try {
            $addr = $addressOf();
        } catch (Skipped $why) {
            $lab->case($peer, static fn() => throw $why);
            continue;
        }
        foreach (['log', 'throw'] as $how) {
            $program = $lab->program(['netsvr.on_send_failure' => $how]);
            $program->bind([$addr], 1, 1);
            $program->startPushing($every < 1 ? 10 : 3, $every);
            $programs["$peer, $how"] = [$program, $addr, $how];
        }
    }
    foreach ($programs as $name => [$program, $addr, $how]) {
        $calls = $program->calls(30.0);
        $stats = $program->stats($addr);
        $program->stop();
        $lab->case($name, static function () use ($lab, $calls, $stats, $addr, $how): void {
            foreach ($calls as $call) {
                $lab->measure("call $call->number: " . (implode(' | ', $call->complaints()) ?: 'nothing said'));
            }
            $lab->check($calls[1]->complainsOf($addr), 'the second call says nothing');
            $how === 'log' || $lab->check($calls[1]->failed !== null, 'the second call throws nothing');
            $inSilence = [];
            foreach (array_slice($calls, 1) as $index => $call) {
                if (!$call->complainsOf($addr) && !$calls[$index]->complainsOf($addr)) {
                    $inSilence[] = "{$calls[$index]->number} and $call->number";
                }
            }
            $lab->check($inSilence === [], 'calls in a row that say nothing: ' . implode(', ', $inSilence));
            $complaints = implode("\n", array_merge(...array_map(static fn($call): array => $call->complaints(), $calls)));
            $lab->check(
                preg_match('~\bport\b~', $complaints) === 1 && preg_match('~\b5\.x.*\b8\.x|\b8\.x.*\b5\.x~', $complaints) === 1,
                'no line says which port of which generation of gateways to check'
            );
            $lab->check(($stats['failedDials'] ?? 0) > 0, 'no failed attempt is counted: ' . json_encode($stats));
        });
    }
};
