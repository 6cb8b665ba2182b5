<?php
/*
 * A process is killed in the middle of a dial to a gateway whose host is cut off, and then is not: the right to dial that it
 * held ends by time, and another process of the group reaches the gateway.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Call;
use NetsvrTests\Isolation\Inbox;
use NetsvrTests\Isolation\Lab;
use NetsvrTests\Support\Daemon;

return static function (Lab $lab): void {
    $lab->case('another process reaches the gateway', static function () use ($lab): void {
        $connect = 1;
        $pause = 1.0;
        $host = $lab->farHost();
        $gateway = $lab->farGateway($host);
        $inbox = new Inbox([$gateway->client()]);
        $host->cut();
        $said = (string)tempnam(sys_get_temp_dir(), 'netsvr-isolation-');
        $options = ['workerAddr' => $gateway->workerAddr, 'connect' => $connect, 'count' => 60];
        $lab->stopLater($forks = new Daemon([
            PHP_BINARY, '-n', '-d', 'extension=' . getenv('NETSVR_SO'), '-d', 'netsvr.timeout_backoff_ms=' . (int)($pause * 1000),
            __DIR__ . '/forks.php', json_encode($options),
        ], $said, static fn(): bool => true));
        usleep(900_000);
        $host->mend();
        $inbox->readUntil(static fn(): bool => str_contains((string)file_get_contents($said), "\n"), 30.0);
        $forks->stop();
        $report = json_decode((string)file_get_contents($said), true);
        $lab->check(is_array($report), 'it said: ' . file_get_contents($said));
        unlink($said);
        if (!is_array($report)) {
            return;
        }
        $calls = array_map(static fn(array $call): Call => new Call(...$call), $report['calls']);
        $lab->check($report['signal'], 'the process that was to be killed had ended');
        $complaining = array_filter($calls, static fn(Call $call): bool => $call->complaints() !== []);
        $lab->check($complaining !== [], 'nobody was kept from dialling: nothing was tried');
        $last = $complaining === [] ? 0.0 : end($complaining)->ended() - $report['killed'];
        $lab->measure(sprintf('the last complaint came %.2f s after the kill: %s', $last,
            implode(' | ', $complaining === [] ? [] : end($complaining)->complaints())));
        // What the dial might have taken, a pause behind it, and as long again.
        $limit = 2 * ($connect + $pause);
        $lab->check($last < $limit, sprintf('the last complaint came %.2f s after the kill; the limit is %.1f s', $last, $limit));
        $arrived = array_keys($inbox->delays(0));
        $silent = array_filter($calls, static fn(Call $call): bool =>
            $call->complaints() === [] && !in_array($call->number, $arrived, true));
        $numbers = array_map(static fn(Call $call): int => $call->number, $silent);
        $lab->check($silent === [], 'neither reported nor delivered: ' . implode(' ', $numbers));
    });
};
