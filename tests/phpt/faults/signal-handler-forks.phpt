--TEST--
A signal handler that forks while its process dials or waits for an answer: parent and child end the call on connections of their own
--EXTENSIONS--
netsvr
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

pcntl_async_signals(true);
/** Runs a call during which SIGALRM forks; gives what it gave to the parent, and to the child. */
function inBoth(callable $call, ?callable $whenForked = null): array
{
    [$near, $far] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
    $child = null;
    pcntl_signal(SIGALRM, function () use (&$child, $whenForked) {
        $child = pcntl_fork();
        if ($child === 0) {
            pcntl_signal(SIGALRM, SIG_DFL);
            Setup::endAfter(20);
        } elseif ($whenForked !== null) {
            $whenForked();
        }
    });
    pcntl_alarm(1);
    try {
        $result = $call();
    } catch (Throwable $thrown) {
        $result = $thrown->getPrevious()->getMessage();
    }
    if ($child === 0) {
        fwrite($far, json_encode($result));
        posix_kill(getmypid(), SIGKILL);
    }
    pcntl_waitpid($child, $status);
    return [$result, json_decode(fread($near, 1000))];
}

$gateway = FakeGateway::start([
    [Faults::count(1)->delayed(4000), Faults::count(3)],
    [Faults::count(2)],
]);
Faults::bind(10, $gateway);
$count = static fn() => NetBus::uniqIdCount()[0]['count'];
echo 'waiting: ', json_encode(inBoth($count)), ', then ', $count(), "\n";

// a listener whose queue is full makes who connects wait, until somebody accepts
$listener = stream_socket_server('tcp://127.0.0.1:0', context: stream_context_create(['socket' => ['backlog' => 0]]));
$address = stream_socket_get_name($listener, false);
for ($i = 0; $i < 3; $i++) {
    $queue[] = stream_socket_client("tcp://$address", flags: STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT);
}
$socket = new Socket('', new ArrayLogger(), $address, 5, 15);
[$parent, $child] = inBoth(
    static fn() => $socket->connect() ? stream_socket_get_name($socket->getSocket(), false) : 'not connected',
    static function () use ($listener, &$queue) {
        $queue = [stream_socket_accept($listener), stream_socket_accept($listener)];
    }
);
echo 'dialling: ', str_contains($parent, ':') && str_contains($child, ':') ? 'connected' : "$parent, $child", ', ',
    $parent === $child ? 'ONE connection' : 'connections of their own', "\n";
?>
--EXPECT--
waiting: [1,2], then 3
dialling: connected, connections of their own
