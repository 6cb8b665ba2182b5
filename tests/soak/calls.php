<?php
/*
 * Calls by the million, of all kinds, in one process: one-way commands, queries, messages made and parsed, task sockets
 * that come and go, gateways that are down, registrations with some events. Memory and descriptors must stay flat.
 *
 *     php -n -d extension=posix -d extension=target/release/libnetsvr.so tests/soak/calls.php [CALLS]
 *
 * CALLS: 1,000,000 by default. Exit status 0: flat, and every answer was right.
 */
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\ConnInfoUpdate;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\SingleCastBulk;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Setup;

require dirname(__DIR__) . '/support/autoload.php';

/** Calls between two sets of task sockets. */
const SESSION = 100;
/** Growth that is allowed after the first tenth, in KiB. */
const ALLOWED = 1024;
/** How many more connections may be parked at one moment than at another. */
const PARKED = 2;

$calls = (int)($argv[1] ?? 1_000_000);
$gateways = [DevGate::start(), DevGate::start()];
$clients = [];
foreach ($gateways as $index => $gateway) {
    for ($i = 0; $i < 4; $i++) {
        $clients[] = $gateway->client();
    }
}
$uniqIds = array_map(static fn($client): string => $client->uniqId, $clients);
$addrs = array_map(static fn(DevGate $gateway): string => $gateway->workerAddr, $gateways);
// Nobody listens there.
$down = Port::hold();

/** Counts events, and ends the loop with the last. */
$handler = new class implements EventInterface {
    public int $left = 0;
    public ?MainSocketManager $manager = null;

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
        if (--$this->left === 0) {
            $this->manager->close();
        }
    }

    public function onClose(ConnClose $connClose): void
    {
    }
};

$check = static function (bool $right, string $what): void {
    if (!$right) {
        throw new RuntimeException("a wrong answer: $what");
    }
};
/** One call of a kind. */
$call = static function (int $i) use ($uniqIds, $check): void {
    $some = array_slice($uniqIds, $i % 7, 1 + $i % 3);
    $text = "message $i " . str_repeat('.', $i % 300);
    switch ($i % 20) {
        case 0:
            $answer = NetBus::checkOnline([...$some, substr($some[0], 0, 12) . 'nobody']);
            sort($answer);
            sort($some);
            $check($answer === $some, 'checkOnline');
            break;
        case 1:
            $check(array_sum(array_column(NetBus::uniqIdCount(), 'count')) === count($uniqIds), 'uniqIdCount');
            break;
        case 2:
            NetBus::connInfoUpdate((new ConnInfoUpdate())->setUniqId($some[0])->setNewSession($text)->setNewTopics(['a', "b$i"]));
            $info = NetBus::connInfo($some[0])[$some[0]];
            $check($info['session'] === $text && count($info['topics']) === 2, 'connInfo');
            break;
        case 3:
            NetBus::topicUniqIdList(['a', "b$i"]);
            break;
        case 4:
            NetBus::singleCastBulk(['uniqIds' => $some, 'data' => array_fill(0, count($some), $text)]);
            break;
        case 5:
            NetBus::topicPublish("b$i", $text);
            break;
        case 6:
            if ($i % 1000 === 6) {
                NetBus::broadcast($text);
            } else {
                NetBus::multicast($some, $text);
            }
            break;
        case 7:
        case 8:
            $message = (new SingleCastBulk())->setUniqIds($some)->setData([$text, $text]);
            $copy = new SingleCastBulk();
            $copy->mergeFromString($message->serializeToString());
            $check($copy->serializeToJsonString() === $message->serializeToJsonString() && count($copy->getData()) === 2, 'a message');
            break;
        default:
            NetBus::singleCast($some[0], $text);
    }
};

$size = static fn(): array => [Business::rss(), count(scandir('/proc/self/fd')), memory_get_usage()];
$print = static function (string $when, array $size) {
    printf("%-16s %d KiB resident, %d descriptors, %d bytes in PHP's own memory\n", $when, ...$size);
};
ini_set('netsvr.backoff_base_ms', '10');
$print('at the start:', $size());
$tenth = max(SESSION, intdiv($calls, 10));
$events = 0;
$failed = 0;
$first = $last = null;
$start = microtime(true);
for ($i = 0; $i < $calls;) {
    $logger = Setup::netBusAt($addrs);
    for ($end = $i + SESSION; $i < $end; $i++) {
        $call($i);
    }
    foreach ($clients as $client) {
        while ($client->receive(0.0) !== null) {
            continue;
        }
    }
    if ($i % 5000 === 0) {
        $handler->manager = $manager = new MainSocketManager();
        $socket = new Socket('soak', $logger, $addrs[0], 5, 5);
        $manager->addSocket(
            new MainSocket('soak', $logger, $handler, $socket, Business::HEARTBEAT, Event::OnMessage, 10, 45_000)
        );
        $handler->left = 20;
        $started = $manager->start();
        for ($n = 0; $n < 20; $n++) {
            $clients[0]->send("event $n");
        }
        $check($started, 'the registration');
        $manager->run();
        $handler->manager = null;
        $events += 20;
    }
    if ($i % 10_000 === 0) {
        Setup::netBusAt([$addrs[0], $down]);
        try {
            NetBus::uniqIdCount();
            $check(false, 'a gateway that is down');
        } catch (SocketReceiveException) {
            $failed++;
        }
    }
    if ($i % 1000 === 0) {
        Container::getInstance()->get(TaskSocketMangerInterface::class)->close();
    }
    Setup::bind(new stdClass());
    if ($i % $tenth < SESSION) {
        $last = $size();
        $first ??= $last;
        $print(number_format($i) . ':', $last);
    }
}
foreach ($gateways as $gateway) {
    $gateway->stop();
}
$growth = $last[0] - $first[0];
printf(
    "%d calls, %d events, %d calls to a gateway that is down in %.0f s; after the first tenth grown by %d KiB, %d descriptors, %d bytes\n",
    $i, $events, $failed, microtime(true) - $start, $growth, $last[1] - $first[1], $last[2] - $first[2]
);
exit($growth <= ALLOWED && $last[1] <= $first[1] + PARKED && $last[2] - $first[2] < 65_536 ? 0 : 1);
