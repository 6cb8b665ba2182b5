--TEST--
docs/what-happens-when: each line and exception that the pages quote is what the extension says, and both pages quote the same
--EXTENSIONS--
netsvr
pcntl
posix
--INI--
netsvr.backoff_base_ms=86400000
netsvr.backoff_max_ms=86400000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';
require __DIR__ . '/../../isolation/BlackHole.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrTests\Isolation\BlackHole;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Revolt;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(120);

/** A line without what differs from time to time: the prefix of its socket, addresses, numbers and plurals. */
function plain(string $text): string
{
    $text = preg_replace('~^(error|warning|info) +(?:fpm|chat|test|main) ~', '$1 ', $text);
    $text = preg_replace('~ in /\S+ on line \d+$~', '', $text);
    $text = preg_replace('~\b\d+(\.\d+){3}:\d+~', 'the address', $text);
    $text = preg_replace('~(?<=\d)(\.\d+)?(ms|s)\b~', 's', $text);
    // the number of an error stays
    return preg_replace(['~^\d+ --> (*SKIP)(*FAIL)|\d+(\.\d+)?~', '~\b(attempt|frame|message)s\b~'], ['0', '$1'], $text);
}

/** @return array<string, string> what a page quotes: without what differs, and as it stands there */
function quoted(string $file): array
{
    preg_match_all('~^```(\w*)\n(.*?)^```$~ms', file_get_contents(__DIR__ . "/../../../docs/$file"), $blocks, PREG_SET_ORDER);
    $quotes = [];
    foreach ($blocks as [, $language, $block]) {
        if ($language !== '') {
            continue;
        }
        // the reason belongs to the line above it
        foreach (explode("\n", preg_replace('~\n +(\d+ --> )~', "\t$1", trim($block))) as $line) {
            $line = preg_replace('~^(\S+) +~', '$1 ', $line);
            $quotes[implode("\t", array_map(plain(...), explode("\t", $line)))] = $line;
        }
    }
    return $quotes;
}

$said = [];
$hear = static function (ArrayLogger $logger) use (&$said): void {
    foreach ($logger->records as [$level, $message]) {
        $lines = explode("\n", "$level $message");
        $reason = isset($lines[1]) ? "\t" . plain($lines[1]) : '';
        $said[plain($lines[0]) . $reason] = true;
    }
    $logger->records = [];
};
$try = static function (ArrayLogger $logger, Closure ...$calls) use (&$said, $hear): void {
    foreach ($calls as $call) {
        try {
            $call();
        } catch (Exception $thrown) {
            // what to check stands behind the first line
            $said[plain((new ReflectionClass($thrown))->getShortName() . ' ' . strtok($thrown->getMessage(), "\n"))] = true;
            $behind = $thrown->getPrevious();
            $behind === null ?: $said[plain('getPrevious() ' . $behind->getMessage())] = true;
        }
        $hear($logger);
    }
};
$push = static fn() => NetBus::broadcast('x');
$ask = static fn() => NetBus::uniqIdCount();
$wait = static fn(float $seconds) => static fn() => usleep((int)($seconds * 1e6));
$set = static fn(string $key, string $value) => static fn() => ini_set("netsvr.$key", $value);
$websocketPort = static fn(DevGate $gateway): string => preg_replace('~^ws://([^/]+)/.*~', '$1', $gateway->url);

// the port is closed
$down = DevGate::start();
$logger = Setup::netBus($down);
$down->stop();
$try($logger, $push, $push, $ask);
foreach ([[$push, 'throw'], [$ask, 'log']] as [$call, $how]) {
    $down = DevGate::start();
    $logger = Setup::netBus($down);
    $down->stop();
    $try($logger, $set('on_send_failure', $how), $call);
}
ini_set('netsvr.on_send_failure', 'log');

// a host does not answer a dial, and a pool meets it
$hole = new BlackHole();
[$ours, $theirs] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
$child = pcntl_fork();
if ($child === 0) {
    usleep(300_000);
    $logger = Setup::netBusAt([$hole->workerAddr], 1);
    $push();
    fwrite($theirs, json_encode($logger->records));
    posix_kill(getmypid(), SIGKILL);
}
fclose($theirs);
$logger = Setup::netBusAt([$hole->workerAddr], 1);
$try($logger, $push, $ask);
pcntl_waitpid($child, $status);
$logger->records = json_decode(stream_get_contents($ours), true);
$hear($logger);
$hole->stop();

// a gateway hangs
$silent = [Step::silence()];
$peer = FakeGateway::start([$silent, $silent, $silent]);
$logger = Setup::netBusAt([$peer->addr()], 1);
$try($logger, $ask, $ask, $ask);

// a gateway does not read
$gateway = DevGate::start();
$logger = Setup::netBusAt([$gateway->workerAddr], 1);
$gateway->suspend();
$big = str_repeat('x', 1 << 20);
for ($i = 0; $i < 64 && preg_grep('~writing took longer~', array_keys($said)) === []; $i++) {
    $try($logger, static fn() => NetBus::broadcast($big));
}
$gateway->kill();

// a gateway is restarted; one breaks off before it has acknowledged what was sent
$gateway = DevGate::start();
$logger = Setup::netBus($gateway);
$try($logger, $ask, static fn() => $gateway->restart(), $push);
// what was written more than 100 ms ago has been looked at: on a machine that is too slow for that, once more
for ($end = microtime(true) + 30; microtime(true) < $end && preg_grep('~broke the connection off; ~', array_keys($said)) === [];) {
    $gateway = FakeGateway::start([[Faults::count(1), Step::silence(), Step::silence(), Step::silence()], []]);
    $logger = Setup::netBusAt([$gateway->addr()], 1);
    $try($logger, $ask, $push, $push, $push, static fn() => $gateway->frames(4), static fn() => $gateway->resetConnections(), $push);
}

// it goes away in the middle of a query
$peer = FakeGateway::start([[Faults::count(1), Step::close()], [Step::close()]]);
$logger = Setup::netBusAt([$peer->addr()], 1);
$try($logger, $ask, $ask);

// no gateway is at the address
$gateway = DevGate::start();
$logger = Setup::netBusAt([$websocketPort($gateway)], 1);
$try($logger, $ask);
$gateway = DevGate::start();
$logger = Setup::netBusAt([$websocketPort($gateway)], 1);
$try($logger, $push, $wait(0.2), $push);
$peer = FakeGateway::start([[Step::close()]]);
$logger = Setup::netBusAt([$peer->addr()], 1);
$try($logger, $ask);
$peer = FakeGateway::start([[Step::close()]]);
$logger = Setup::netBusAt([$peer->addr()], 1);
$try($logger, $push, $wait(0.2), $push);
$peer = FakeGateway::start([$silent, $silent]);
$logger = Setup::netBusAt([$peer->addr()], 1);
$try($logger, $push, $wait(1.5), static fn() => $peer->closeConnections(), $wait(0.1), $push);

// a gateway is not what the settings say: without a task port, with both ports exchanged, with a task port that nobody has named
$down = FakeGateway::start();
$down->down();
$eight = DevGate::start('--gateway', '8');
foreach ([
    ['127.0.0.1:1', "+0,127.0.0.1:1={$down->addr()}"],
    [$eight->taskAddr, "$eight->taskAddr=$eight->workerAddr"],
    ['127.0.0.1:2', '127.0.0.1:3=127.0.0.1:4'],
] as [$addr, $taskAddrs]) {
    $try($logger, $set('gateway', '8'), $set('task_addrs', $taskAddrs));
    $logger = Setup::netBusAt([$addr], 1);
    $try($logger, $push, $wait(0.2), $push);
}
$try($logger, $set('gateway', '5'), $set('task_addrs', '+1'));

// a message is too large, and an answer
$gateway = DevGate::start();
$clients = [];
for ($i = 0; $i < 20; $i++) {
    $clients[] = $gateway->client();
}
$logger = Setup::netBus($gateway);
$try($logger, static fn() => NetBus::broadcast(str_repeat('x', 3 << 20)), $set('max_packet_size', '100'));
$try($logger, static fn() => NetBus::uniqIdList(), $set('max_packet_size', '64M'));

// data is not text
$try($logger, $set('text_check', 'warn'), static fn() => NetBus::broadcast("caf\xe9 noir"));
$try($logger, static fn() => NetBus::singleCastBulkByCustomerId([17 => "caf\xe9 noir", 18 => "\xff"]), $set('text_check', 'throw'));
$try($logger, static fn() => NetBus::broadcast("caf\xe9 noir"), $set('text_check', 'off'));

// a main socket: no answer to its registration, a gateway that does not read, one that is restarted,
// one that stops
ini_set('netsvr.max_send_buffer', '1M');
$mainLogger = new ArrayLogger();
$nothing = new class implements EventInterface {
    public function onOpen(Netsvr\ConnOpen $connOpen): void
    {
    }

    public function onMessage(Netsvr\Transfer $transfer): void
    {
    }

    public function onClose(Netsvr\ConnClose $connClose): void
    {
    }
};
$run = static function (string $workerAddr, int $ticks, Closure $tick, int $heartbeat = 45_000, int $events = Netsvr\Event::OnMessage) use ($mainLogger, $nothing, $hear): void {
    $socket = new Socket('main', $mainLogger, $workerAddr, 1, 1);
    $manager = new MainSocketManager();
    $manager->addSocket(new MainSocket('main', $mainLogger, $nothing, $socket, '~6YOt5rW35piO~', $events, 1, $heartbeat));
    Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
    $number = 0;
    $manager->run(static function () use ($manager, $ticks, $tick, &$number): void {
        $tick(++$number);
        $number < $ticks ?: $manager->close();
    }, 100);
    $hear($mainLogger);
};
$peer = FakeGateway::start([$silent, $silent]);
$run($peer->addr(), 14, static fn() => null);
// the port of an 8.x: a client comes, and two messages go through the main socket
$eight = DevGate::start('--gateway', '8');
$clients = [];
$run($eight->workerAddr, 20, static function (int $number) use ($eight, &$clients): void {
    $number !== 3 ?: $clients[] = $eight->client();
    in_array($number, [5, 10], true) ? NetBus::broadcast('hello') : null;
}, 45_000, Netsvr\Event::OnOpen);
$gateway = DevGate::start('--fault', 'frame=2 stop-reading=1500');
Setup::netBus($gateway);
$run($gateway->workerAddr, 22, static function (int $number) use ($big): void {
    for ($i = 0; $i < 10 && $number < 8; $i++) {
        NetBus::broadcast($big);
    }
});
$gateway = DevGate::start();
Setup::netBus($gateway);
$run($gateway->workerAddr, 45, static fn(int $number) => $number === 2 ? $gateway->restart() : null);

$gateway = DevGate::start();
Setup::netBus($gateway);
$run($gateway->workerAddr, 28, static fn(int $number) => match ($number) {
    2 => $gateway->suspend(),
    26 => $gateway->resume(),
    default => null,
}, 200);

// the heartbeat message is not the gateway's
$gateway = DevGate::start('--heartbeat', 'another');
Setup::netBus($gateway);
$run($gateway->workerAddr, 15, static fn() => null, 400);
// a handler blocks for too long, and more events come than there is room for
$logFile = (string)tempnam(sys_get_temp_dir(), 'netsvr-error-log-');
$log = ini_set('error_log', $logFile);
ini_set('netsvr.handler_max_ms', '400');
$gateway = DevGate::start();
Setup::netBus($gateway);
$run($gateway->workerAddr, 3, static fn(int $number) => $number !== 2 ?: usleep(1_500_000), 100);
$said[plain(preg_replace('~^\[[^]]+] |\n~', '', (string)file_get_contents($logFile)))] = true;
ini_set('error_log', (string)$log);
unlink($logFile);
ini_set('netsvr.handler_max_ms', '0');
ini_set('netsvr.max_receive_buffer', '64');
$gateway = DevGate::start();
Setup::netBus($gateway);
$client = $gateway->client();
$run($gateway->workerAddr, 3, static function (int $number) use ($client): void {
    for ($i = 0; $i < 10 && $number === 2; $i++) {
        $client->send("event $i");
    }
    $number !== 2 ?: usleep(2_500_000);
}, 400);

// one of several gateways is down, and the others are enough
$gateway = DevGate::start();
$down = DevGate::start();
$logger = Setup::netBus($gateway, $down);
$down->stop();
$try($logger, $set('on_query_failure', 'partial'), $ask);

// what is not confirmed at the end of a request
$peer = FakeGateway::start([array_fill(0, 4, Step::silence())]);
preg_match('~/\S*netsvr\.so$~m', (string)file_get_contents('/proc/self/maps'), $extension);
$script = 'require $argv[1]; NetsvrTests\Support\Setup::netBusAt([$argv[2]], 1); for ($i = 0; $i < 3; $i++) NetsvrBusiness\NetBus::broadcast("x");';
$command = [PHP_BINARY, '-n', '-d', "extension=$extension[0]", '-d', 'netsvr.confirm=request', '-r', $script];
array_push($command, '--', __DIR__ . '/../../support/autoload.php', $peer->addr());
foreach (explode("\n", (string)shell_exec(implode(' ', array_map(escapeshellarg(...), $command)) . ' 2>&1')) as $line) {
    $said[plain($line)] = true;
}

// coroutines use all connections of a pool, and one asks on the connection of the commands
$gateway = DevGate::start('--delay-ms', '600');
$logger = Setup::netBus($gateway);
$try($logger, $set('on_query_failure', 'throw'), $set('pool_size', '2'), $set('pool_wait_ms', '100'));
Revolt::run(
    static fn() => $try($logger, $push, $ask),
    static function () use ($try, $logger, $push): void {
        Revolt::sleep(0.2);
        $try($logger, $push);
    },
    ...array_fill(0, 3, static fn() => $try($logger, $ask))
);
$try($logger, $set('pool_size', '8'), $set('pool_wait_ms', '1000'));

// a name leads nowhere
$try(new ArrayLogger(), static fn() => Setup::netBusAt(['no-such-host.invalid:6061'])->take(), $ask);

/** @return list<string> links of a page to places in itself that are not there */
function deadLinks(string $file): array
{
    $text = file_get_contents(__DIR__ . "/../../../docs/$file");
    preg_match_all('~^##+ (.+)$~m', $text, $headings);
    preg_match_all('~\]\(#([^)]+)\)~', $text, $links);
    $anchor = static fn(string $heading): string =>
        str_replace(' ', '-', preg_replace('~[^\p{L}\p{N} _-]~u', '', strtolower($heading)));
    return array_values(array_diff($links[1], array_map($anchor, $headings[1])));
}

$pages = [quoted('what-happens-when.md'), quoted('what-happens-when.zh-CN.md')];
echo 'both pages quote the same: ', $pages[0] === $pages[1] ? 'yes' : json_encode(array_diff_key($pages[0], $pages[1]) + array_diff_key($pages[1], $pages[0])), "\n";
echo count($pages[0]) > 30 ? 'lines are quoted' : 'too few lines', "\n";
echo 'dead links: ', json_encode([...deadLinks('what-happens-when.md'), ...deadLinks('what-happens-when.zh-CN.md')]), "\n";
echo "quoted, and not said here (tests/isolation and tests/names have it):\n";
foreach (array_diff_key($pages[0], $said) as $plain => $line) {
    echo "  $line\n";
}
?>
--EXPECT--
both pages quote the same: yes
lines are quoted
dead links: []
quoted, and not said here (tests/isolation and tests/names have it):
  error fpm lost the connection to 10.0.0.1:6061: the other side is gone without a word; 15 frames may be lost: written since the last sign that they arrive, 15 of them in the last 10 s; 165 bytes had not been acknowledged.
  error chat main socket to gateway.example:6061 lost: the gateway is no longer at 10.0.0.1:6061; registering again at once.
