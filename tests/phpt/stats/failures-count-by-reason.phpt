--TEST--
Stats::get() counts every message that failed for good, by reason: one-way or question, of one frame or of several
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=86400000
netsvr.backoff_max_ms=86400000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);

/** Makes a call on gateways of its own; prints what has failed since, by gateway and reason. */
$case = function (string $title, array $addrs, Closure $call, int $timeout = 1): void {
    $before = array_column(Stats::get(), 'failed', 'workerAddr');
    Setup::netBusAt($addrs, $timeout);
    try {
        $call();
    } catch (NetsvrBusiness\Exception\SocketReceiveException | NetsvrBusiness\Exception\SocketSendException) {
    }
    $failed = [];
    foreach (array_column(Stats::get(), 'failed', 'workerAddr') as $addr => $figures) {
        foreach ($figures as $reason => $figure) {
            $more = $figure - ($before[$addr][$reason] ?? 0);
            if ($more !== 0) {
                $name = array_search($addr, $addrs, true);
                $failed[] = ($name === false ? ($addr === '' ? 'no gateway' : 'another') : 'gateway ' . $name + 1) . ": $reason $more";
            }
        }
    }
    echo "$title: ", implode(', ', $failed) ?: 'nothing', "\n";
};

$down = FakeGateway::start();
$down->down();
$well = FakeGateway::start();
$case('nobody listens', [$down->addr(), $well->addr()], fn() => NetBus::broadcast('x'));
$case('in backoff', [$down->addr(), $well->addr()], fn() => NetBus::broadcast('x'));
$case('a question in backoff', [$well->addr(), $down->addr()], fn() => NetBus::uniqIdCount());
$case('connect() of a socket by hand fails: no message', [$down->addr()], fn() => Setup::taskSocket($down->addr(), new NetsvrTests\Support\ArrayLogger())->connect());

$silent = FakeGateway::start([[Step::silence()]]);
$case('no answer in time', [$silent->addr()], fn() => NetBus::uniqIdCount());
$closing = FakeGateway::start([[Step::close()], [Step::close()]]);
$case('closed without an answer', [$closing->addr()], fn() => NetBus::uniqIdCount());
$confused = FakeGateway::start([[Step::answer('', Faults::CONN_INFO)]]);
$case('an answer to another question', [$confused->addr()], fn() => NetBus::uniqIdCount());
$deaf = FakeGateway::start([[Step::stopReading()]], 4096);
$case('not read in time', [$deaf->addr()], function (): void {
    NetBus::broadcast('x');
    ini_set('netsvr.send_packet_limit', '64M');
    NetBus::broadcast(str_repeat('x', 32 << 20));
    ini_restore('netsvr.send_packet_limit');
});
// more than the buffers of both sides hold
$case('of one command in three frames, two are not read', [($gateway = FakeGateway::start([[Step::stopReading()]], 65536))->addr()], function () use ($gateway): void {
    ini_set('netsvr.send_packet_limit', '16M');
    $messages = [];
    for ($i = 0; $i < 3; $i++) {
        $messages[] = str_repeat('x', 12 << 20);
    }
    NetBus::singleCastBulk(['uniqIds' => $gateway->uniqId(), 'data' => $messages]);
    ini_restore('netsvr.send_packet_limit');
}, 4);

$case('above netsvr.send_packet_limit', [$well->addr()], fn() => NetBus::broadcast(str_repeat('x', 3 << 20)));
$large = FakeGateway::start([[Step::answer(str_repeat('x', 70_000))]]);
$case('an answer above netsvr.max_packet_size', [$large->addr()], function (): void {
    ini_set('netsvr.max_packet_size', '64K');
    try {
        NetBus::uniqIdCount();
    } finally {
        ini_restore('netsvr.max_packet_size');
    }
});
$case('clients of unknown gateways', [$well->addr(), $silent->addr()], fn() => NetBus::multicast(['7f00000200016621e43b00000001', $well->uniqId(), 'x'], 'x'));
$case('well', [$well->addr()], fn() => NetBus::uniqIdCount());

$hand = FakeGateway::start([[Step::close()]]);
$socket = Setup::taskSocket($hand->addr(), new NetsvrTests\Support\ArrayLogger(), 1);
$case('by hand: closed', [$hand->addr()], function () use ($socket): void {
    $socket->connect();
    $socket->send(pack('N', Faults::UNIQ_ID_COUNT));
    var_dump($socket->receive());
    var_dump((new NetsvrBusiness\Socket('', new NetsvrTests\Support\ArrayLogger(), $socket->getWorkerAddr(), 1, 1))->send('x'));
});
?>
--EXPECT--
nobody listens: gateway 1: refused 1
in backoff: gateway 1: paused 1
a question in backoff: gateway 2: paused 1
connect() of a socket by hand fails: no message: nothing
no answer in time: gateway 1: timedOut 1
closed without an answer: gateway 1: closed 1
an answer to another question: gateway 1: other 1
not read in time: gateway 1: timedOut 1
of one command in three frames, two are not read: gateway 1: timedOut 2
above netsvr.send_packet_limit: no gateway: tooLarge 1
an answer above netsvr.max_packet_size: gateway 1: tooLarge 1
clients of unknown gateways: no gateway: unknownGateway 1, another: unknownGateway 1
well: nothing
bool(false)
bool(false)
by hand: closed: gateway 1: closed 2
