--TEST--
Workerman's task sockets are dialled side by side: one gateway that cannot be reached keeps no message from another one
--EXTENSIONS--
netsvr
pcntl
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman\TaskSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);

// Nobody accepts there, and its queue is full: whoever dials it waits.
$dead = stream_socket_server('tcp://127.0.0.1:0', $code, $message, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, stream_context_create(['socket' => ['backlog' => 1]]));
$addr = stream_socket_get_name($dead, false);
// on an 8.x it is the task port of its own
ini_set('netsvr.task_addrs', ini_get('netsvr.task_addrs') . ",$addr=$addr");
$queue = [];
while (($stream = @stream_socket_client("tcp://$addr", $code, $message, 0.3)) !== false) {
    $queue[] = $stream;
}

$gateway = DevGate::start();
$client = $gateway->client();
$pid = pcntl_fork();
if ($pid === 0) {
    $manager = new TaskSocketManger();
    foreach ([$addr, $gateway->workerAddr] as $each) {
        $manager->addSocket(new TaskSocket('', new ArrayLogger(), $each, 20, 20, 100, '~6YOt5rW35piO~', 30_000));
    }
    Setup::bind($manager);
    NetBus::broadcast('to the one that is there');
    posix_kill(posix_getpid(), SIGKILL);
}
// long before the other one's time is over
echo $client->receive(10.0) ?? 'nothing in ten seconds', "\n";
posix_kill($pid, SIGKILL);
pcntl_waitpid($pid, $status);
?>
--EXPECT--
to the one that is there
