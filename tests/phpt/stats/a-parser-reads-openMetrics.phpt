--TEST--
The parser of prometheus-client reads Stats::openMetrics(), and finds the figures of Stats::pool()
--EXTENSIONS--
netsvr
pcntl
--INI--
netsvr.backoff_base_ms=86400000
netsvr.backoff_max_ms=86400000
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';

$missing = NetsvrTests\Support\OpenMetrics::missing();
echo $missing === null ? '' : "skip no parser of OpenMetrics: $missing";
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\OpenMetrics;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(60);
echo 'of nothing: ', count(OpenMetrics::read(Stats::openMetrics())->families) > 10 ? 'families without samples' : 'NO FAMILIES', "\n";

$gateway = FakeGateway::start([[Step::silence(), Step::silence(), Step::silence(), Faults::count(1)->delayed(30)]]);
$down = FakeGateway::start();
$down->down();
Setup::netBusAt([$gateway->addr(), $down->addr()], 1);
NetBus::broadcast('x');
NetBus::broadcast('y');
NetBus::multicast(['7f00000200016621e43b00000001', $gateway->uniqId()], 'x');
Setup::netBusAt([$gateway->addr()], 1);
NetBus::uniqIdCount();
$pid = pcntl_fork();
if ($pid === 0) {
    NetBus::broadcast('z');
    exit(0);
}
pcntl_waitpid($pid, $status);

$pool = Stats::pool();
$metrics = OpenMetrics::read(Stats::openMetrics());
$problems = [];
$same = function (string $what, int|float|null $expected, ?float $found) use (&$problems): void {
    if ($expected === null ? $found !== null : $found === null || abs($found - $expected) > 1e-3) {
        $problems[] = "$what: " . json_encode($expected) . ' expected, ' . json_encode($found) . ' found';
    }
};
$sums = [
    'dials' => 'dials', 'failedDials' => 'failed_dials', 'reconnects' => 'reconnects',
    'takenFromParked' => 'taken_from_parked', 'requests' => 'requests', 'failedExchanges' => 'failed_exchanges',
    'sentFrames' => 'sent_frames', 'sentBytes' => 'sent_bytes', 'receivedFrames' => 'received_frames',
    'receivedBytes' => 'received_bytes', 'unconfirmed' => 'unconfirmed_frames',
    'droppedEvents' => 'dropped_events',
];
$gauges = [
    'openConnections' => 'open_connections', 'parkedConnections' => 'parked_connections',
    'registeredMainSockets' => 'registered_main_sockets', 'renewingMainSockets' => 'renewing_main_sockets', 'processes' => 'processes',
    'lastSuccess' => 'last_success_timestamp_seconds',
];
foreach ($pool as $entry) {
    $labels = ['gateway' => $entry['workerAddr']];
    foreach ($sums as $key => $name) {
        $same($key, $entry[$key], $metrics->value("netsvr_{$name}_total", $labels));
    }
    foreach ($gauges as $key => $name) {
        $same($key, $entry[$key], $metrics->value("netsvr_$name", $labels));
    }
    $same('backoffUntil', (int)($entry['backoffUntil'] !== null), $metrics->value('netsvr_in_backoff', $labels));
    foreach ($entry['failed'] as $key => $figure) {
        $reason = strtolower(preg_replace('~[A-Z]~', '_$0', $key));
        $same($key, $figure, $metrics->value('netsvr_failed_messages_total', $labels + ['reason' => $reason]));
    }
    foreach (['dialSeconds' => 'dial', 'requestSeconds' => 'request'] as $key => $name) {
        $name = "netsvr_{$name}_duration_seconds";
        $same("$key count", $entry[$key]['count'], $metrics->value("{$name}_count", $labels));
        $same("$key sum", $entry[$key]['sum'], $metrics->value("{$name}_sum", $labels));
        foreach ($entry[$key]['buckets'] as $bound => $count) {
            $same("$key up to $bound", $count, $metrics->value("{$name}_bucket", $labels + ['le' => $bound]));
        }
    }
}
echo implode("\n", $problems), $problems === [] ? '' : "\n";
echo count($pool), ' gateways, ', array_sum(array_column($pool, 'sentFrames')), ' frames, in backoff: ', count(array_filter(array_column($pool, 'backoffUntil'))), "\n";
foreach ($metrics->families as $name => $family) {
    echo str_pad($family['type'], 9), ' ', $name, $family['unit'] === '' ? '' : " in $family[unit]", $family['help'] === '' ? ' WITHOUT HELP' : '', "\n";
}
?>
--EXPECT--
of nothing: families without samples
3 gateways, 5 frames, in backoff: 1
counter   netsvr_dials
counter   netsvr_failed_dials
counter   netsvr_reconnects
counter   netsvr_taken_from_parked
counter   netsvr_requests
counter   netsvr_failed_exchanges
counter   netsvr_sent_frames
counter   netsvr_sent_bytes in bytes
counter   netsvr_received_frames
counter   netsvr_received_bytes in bytes
counter   netsvr_unconfirmed_frames
counter   netsvr_dropped_events
counter   netsvr_failed_messages
histogram netsvr_dial_duration_seconds in seconds
histogram netsvr_request_duration_seconds in seconds
gauge     netsvr_open_connections
gauge     netsvr_parked_connections
gauge     netsvr_registered_main_sockets
gauge     netsvr_renewing_main_sockets
gauge     netsvr_processes
gauge     netsvr_in_backoff
gauge     netsvr_last_success_timestamp_seconds in seconds
