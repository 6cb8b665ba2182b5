--TEST--
examples/doctor.php: a report, and a status for programs
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

Setup::endAfter(60);

function examine(string ...$arguments): void
{
    $script = dirname(__DIR__, 3) . '/examples/doctor.php';
    $command = [PHP_BINARY, '-n', '-d', 'extension=' . PhpServer::extension(), $script, ...$arguments];
    $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
    $said = stream_get_contents($pipes[1]);
    echo $said, 'status ', proc_close($process), "\n\n";
}

$gateway = DevGate::start();
ob_start(static fn(string $text): string => strtr($text, [$gateway->workerAddr => 'ADDR', $gateway->url => 'URL']));
examine($gateway->workerAddr);
examine("--ws=$gateway->url", '--heartbeat=other', '--timeout=5', $gateway->workerAddr);
examine('nothing');
ob_end_flush();

ob_start();
examine('--json', $gateway->workerAddr);
$json = strtok(ob_get_clean(), "\n");
echo json_decode($json, true)['addresses'][0]['what'], "\n";
?>
--EXPECT--
ADDR
    is                 the worker port of a gateway 5.x
    heartbeat message  accepted
    worker address     ADDR
    task address       ADDR
    its own address    unknown: no client is connected whose uniqId would say it
    clients            0
    limits a second    10000 connections, 50000 messages of clients
    websocket port     unknown: give --ws=ws://host:port/path
Nothing is wrong.
status 0

ADDR
    is                 the worker port of a gateway 5.x
    heartbeat message  refused
    worker address     ADDR
    task address       ADDR
    its own address    ADDR
    clients            0
    limits a second    10000 connections, 50000 messages of clients
    websocket port     lets clients in
    open callback      allows, or there is none
    compression        off
  ! ADDR closes the connection at this heartbeat message: give your sockets HeartbeatMessage under [Worker] of the gateway's netsvr.toml
Something is wrong: see the lines with an exclamation mark.
status 1

nothing: NetsvrBusiness\Doctor::examine(): Argument #1 ($addr) must be host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
status 2

the worker port of a gateway 5.x
