<?php
/*
 * examples/metrics.php tells what all children of the pool have counted, whichever child answers: recycled ones and
 * killed ones are in the sums, and not among the connections.
 */
declare(strict_types=1);

use NetsvrTests\Fpm\Lab;
use NetsvrTests\Support\OpenMetrics;

return static function (Lab $lab): void {
    $gateway = $lab->devGate();
    $down = $lab->fakeGateway();
    $down->down();
    $server = $lab->server(4, ['netsvr.backoff_base_ms' => '0'], ['pm.max_requests' => '23']);
    $metrics = static function () use ($server, $lab): string {
        $response = $server->get(['do' => 'metrics']);
        $lab->same(200, $response['status'], 'the status of the metrics');
        return $response['body'];
    };
    $find = static function (string $text, string $sample, string $addr, string $more = ''): ?float {
        $line = preg_quote("$sample{gateway=\"$addr\"$more} ", '~');
        return preg_match("~^$line(\\S+)$~m", $text, $found) === 1 ? (float)$found[1] : null;
    };
    $value = static fn(string ...$what): ?float => $find($metrics(), ...$what);
    // a child that has answered its last request may still be ending
    $agrees = static function () use ($metrics, $find, $gateway, $lab): bool {
        $deadline = microtime(true) + 30;
        do {
            usleep(20_000);
            $text = $metrics();
            $open = $find($text, 'netsvr_open_connections', $gateway->workerAddr);
            $parked = $find($text, 'netsvr_parked_connections', $gateway->workerAddr);
            $same = $open === (float)$lab->connectionsTo($gateway->workerAddr) && $open === $parked;
        } while (!$same && microtime(true) < $deadline);
        return $same;
    };

    $broadcast = ['do' => 'broadcast', 'gateway' => $gateway->workerAddr, 'data' => 'x'];
    $question = ['do' => 'count', 'gateway' => $gateway->workerAddr];
    $lost = ['do' => 'broadcast', 'gateway' => $down->addr(), 'data' => 'x'];
    $queries = array_merge(array_fill(0, 200, $broadcast), array_fill(0, 100, $question), array_fill(0, 50, $lost));
    $pids = [];
    foreach ($server->load($queries, 8) as $response) {
        $pids[$lab->json($response)['pid'] ?? 0] = true;
    }
    $lab->check(count($pids) > 8, count($pids) . ' children have come and gone');
    $lab->same(300.0, $value('netsvr_sent_frames_total', $gateway->workerAddr), 'frames of all children');
    $lab->same(100.0, $value('netsvr_requests_total', $gateway->workerAddr), 'requests of all children');
    $lab->same(100.0, $value('netsvr_request_duration_seconds_count', $gateway->workerAddr), 'their times');
    $lab->same(50.0, $value('netsvr_failed_messages_total', $down->addr(), ',reason="refused"'), 'refused messages');
    $lab->same(50.0, $value('netsvr_failed_dials_total', $down->addr()), 'failed dials');
    $processes = $value('netsvr_processes', $gateway->workerAddr);
    $lab->check($processes !== null && $processes <= 4, "processes: $processes");
    $lab->check($agrees(), 'connections as the kernel sees them, all of them parked');

    // a child that is killed takes its connection with it, and leaves what it has counted
    $victim = $lab->json($server->get($broadcast))['pid'] ?? 0;
    if ($victim > 1) {
        exec("kill -KILL $victim", $output, $status);
    }
    $lab->same(0, $status ?? null, "the child $victim is killed");
    $lab->check($agrees(), 'connections after a kill');
    $lab->same(301.0, $value('netsvr_sent_frames_total', $gateway->workerAddr), 'frames after a kill');

    $response = $server->get(['do' => 'metrics']);
    $missing = OpenMetrics::missing();
    if ($missing === null) {
        $found = OpenMetrics::read($response['body'])->value('netsvr_sent_frames_total', ['gateway' => $gateway->workerAddr]);
        $lab->same(301.0, $found, 'frames as the parser of prometheus-client reads them');
    } else {
        echo "     not read by prometheus-client: $missing\n";
    }
};
