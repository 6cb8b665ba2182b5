--TEST--
An answer whose arrays memory_limit has no room for is an exception before they are made, and the connection stays
--SKIPIF--
<?php
is_readable('/proc/self/status') || die('skip the size of a process is not to be had');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

/** What the process has taken at most, in bytes. */
function resident(): int
{
    preg_match('~^VmHWM:\s+(\d+) kB~m', file_get_contents('/proc/self/status'), $found);
    return (int)$found[1] * 1024;
}

function field(int $number, string $value): string
{
    return chr($number << 3 | 2) . (strlen($value) < 128
        ? chr(strlen($value))
        : chr(strlen($value) & 0x7f | 0x80) . chr(strlen($value) >> 7)) . $value;
}

/** A body of so many entries, each made of its number. */
function body(int $count, Closure $entry): string
{
    for ($body = '', $number = 0; $number < $count; $number++) {
        $body .= $entry(sprintf('%06d', $number));
    }
    return $body;
}

Setup::endAfter(100);
$pair = static fn(string $key, string $value): string => field(1, field(1, $key) . field(2, $value));
$connection = field(1, 'session') . field(2, 'id') . field(3, 'topic');
$cases = [
    'uniqIdList' => [300_000, fn($n) => field(1, $n), fn() => NetBus::uniqIdList()],
    'topicUniqIdCount' => [100_000, fn($n) => field(1, field(1, $n) . "\x10\x05"), fn() => NetBus::topicUniqIdCount(['a'])],
    'topicUniqIdList' => [60_000, fn($n) => field(2, field(1, $n) . field(2, field(1, 'x'))), fn() => NetBus::topicUniqIdList(['a'])],
    'topicCustomerIdToUniqIdsList' => [
        40_000,
        fn($n) => $pair($n, $pair('customer', field(1, 'x'))),
        fn() => NetBus::topicCustomerIdToUniqIdsList(['a']),
    ],
    'connInfo' => [60_000, fn($n) => $pair($n, $connection), fn() => NetBus::connInfo(['a'])],
    'connInfoByCustomerId' => [60_000, fn($n) => $pair($n, field(1, $connection)), fn() => NetBus::connInfoByCustomerId(['a'])],
    'metrics' => [
        80_000,
        fn($n) => field(1, "\x08" . chr($n & 0x7f | 0x80) . chr($n >> 7 & 0x7f | 0x80) . chr($n >> 14) . field(2, "\x08\x01")),
        fn() => NetBus::metrics(),
    ],
    'one topic of many' => [3000, fn() => field(1, field(1, 'same') . "\x10\x05"), fn() => NetBus::topicUniqIdCount(['a'])],
];
foreach ($cases as $name => [$count, $entry, $call]) {
    $body = body($count, $entry);
    $bytes = strlen($body);
    $gateway = FakeGateway::start([[Step::answer($body), Faults::count(7)]]);
    unset($body);
    $faults = Faults::bind(5, $gateway);
    [$before, $limit] = [resident(), memory_get_usage(true) + (14 << 20)];
    ini_set('memory_limit', (string)$limit);
    try {
        $result = $call();
        echo "$name: ", count($result[0]['items'] ?? $result), "\n";
    } catch (SocketReceiveException $exception) {
        $facts = ["$bytes bytes", "memory_limit ($limit)", 'netsvr.max_packet_size', $gateway->addr()];
        $missing = array_filter($facts, fn($fact) => !str_contains($exception->getMessage(), $fact));
        echo "$name: SocketReceiveException, ", $missing === [] ? 'names them all' : $exception->getMessage(), "\n";
    }
    ini_set('memory_limit', '-1');
    // the bytes themselves, and nothing made of them
    echo resident() - $before < 3 * $bytes + (3 << 20) ? '' : "  but grew\n";
    echo '  next: ', NetBus::uniqIdCount()[0]['count'], ', connections: ', count($gateway->connections()), "\n";
    $gateway->stop();
}
--EXPECT--
uniqIdList: SocketReceiveException, names them all
  next: 7, connections: 1
topicUniqIdCount: SocketReceiveException, names them all
  next: 7, connections: 1
topicUniqIdList: SocketReceiveException, names them all
  next: 7, connections: 1
topicCustomerIdToUniqIdsList: SocketReceiveException, names them all
  next: 7, connections: 1
connInfo: SocketReceiveException, names them all
  next: 7, connections: 1
connInfoByCustomerId: SocketReceiveException, names them all
  next: 7, connections: 1
metrics: SocketReceiveException, names them all
  next: 7, connections: 1
one topic of many: 1
  next: 7, connections: 1
