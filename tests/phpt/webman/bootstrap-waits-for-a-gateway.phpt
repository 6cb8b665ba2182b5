--TEST--
The Webman bootstrap: a worker named webman tries again while a gateway is not there
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';
require __DIR__ . '/../../webman/WebmanWorker.php';

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Webman\WebmanWorker;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    $gateway = DevGate::start();
    $gateway->stop();
    $worker = WebmanWorker::start($host, [$gateway->workerAddr], 'webman');
    $lines = $worker->until('trying again');
    echo '  ', end($lines), "\n";
    $gateway->restart();
    $lines = $worker->until('register to');
    echo '  ', preg_replace('~#\d+~', '#PID', end($lines)), "\n";
    $client = $gateway->client();
    $client->send('hello');
    echo '  received ', $client->receive(5), "\n";
    $worker->signal(SIGINT);
    echo '  status ', $worker->status(), "\n";
});
?>
--EXPECT--
Workerman 4, Workerman 5
  error no events from netsvr: no gateway could be reached; trying again
  info MainSocket#PID register to the gateway ok.
  received hello
  status 0
