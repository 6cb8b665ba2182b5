<?php
/*
 * php-fpm with 16 children at 40 requests a second, each a broadcast to four gateways, one of them black-holed: the
 * median of a request stays near that of a run without fault, and once the outage has been noticed, two requests a pause
 * at most wait for a dial, in the whole pool.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\BlackHole;
use NetsvrTests\Isolation\Lab;
use NetsvrTests\Isolation\Skipped;
use NetsvrTests\Support\WebServer;

return static function (Lab $lab): void {
    foreach (['php-fpm', 'nginx'] as $program) {
        WebServer::program($program) ?? throw new Skipped("there is no $program");
    }
    $children = 16;
    $perSecond = 40;
    $connect = 1;
    $pause = 2.0;
    $gateways = $lab->gateways(4);
    $healthy = array_map(static fn($gateway): string => $gateway->workerAddr, $gateways);
    $lab->stopLater($blackHole = new BlackHole());

    $run = static function (array $addrs, float $seconds) use ($lab, $children, $perSecond, $connect, $pause): array {
        // A pool of its own: nothing is known yet.
        $server = new WebServer(dirname(__DIR__) . '/fpm/app.php', $children, ['netsvr.timeout_backoff_ms' => (string)(int)($pause * 1000)]);
        $lab->stopLater($server);
        $query = ['do' => 'broadcast', 'gateway' => implode(',', $addrs), 'connect' => $connect, 'timeout' => $connect];
        $queries = array_map(static fn(int $n): array => $query + ['data' => "message $n"], range(1, (int)($seconds * $perSecond)));
        return $server->load($queries, 200, null, 60.0, 1 / $perSecond);
    };
    $median = static function (array $answers): float {
        $times = array_column($answers, 'took');
        sort($times);
        return $times[intdiv(count($times), 2)];
    };

    $lab->case('40 requests a second, one of four black-holed', static function () use (
        $lab, $run, $median, $healthy, $blackHole, $connect, $pause
    ): void {
        $usual = $median($run($healthy, 4.0));
        $answers = $run([$blackHole->workerAddr, ...array_slice($healthy, 1)], 12.0);
        $wrong = array_filter($answers, static fn(array $answer): bool => $answer['status'] !== 200);
        $lab->check($wrong === [], count($wrong) . ' requests without an answer of status 200: ' . (reset($wrong)['body'] ?? ''));
        $now = $median($answers);
        $lab->measure(sprintf('median %.1f ms, %.1f ms without fault', $now * 1000, $usual * 1000));
        // Below a millisecond the measurement is the measured.
        $lab->checkTime($now <= 5 * max($usual, 0.001), sprintf('the median is %.1f ms, %.1f ms without fault', $now * 1000, $usual * 1000));

        $waited = array_filter($answers, static fn(array $answer): bool => $answer['took'] > $connect * 0.8);
        $lab->check($waited !== [], 'no request has waited for a dial: nothing was tried');
        if ($waited === []) {
            return;
        }
        $ended = static fn(array $answer): float => $answer['began'] + $answer['took'];
        $noticed = min(array_map($ended, $waited));
        $later = array_filter($waited, static fn(array $answer): bool => $answer['began'] > $noticed);
        $lasted = max(array_map($ended, $answers)) - $noticed;
        // A pause and the attempt behind it; what is chosen by chance lies between half of a pause and all of it.
        $pauses = (int)ceil($lasted / ($pause / 2 + $connect));
        $lab->measure(count($waited) . ' of ' . count($answers) . ' requests waited for a dial, ' . count($later)
            . sprintf(' after it was noticed, in %.1f s', $lasted));
        $lab->check(count($later) <= 2 * $pauses, count($later) . " requests waited for a dial after it was noticed, in $pauses pauses at most");
        // Whoever begins while a dial has been under way for 100 ms does not dial: less than one in five of that second.
        $first = count($waited) - count($later);
        $lab->check($first <= 10, "$first requests waited for a dial before it was noticed");
    });
};
