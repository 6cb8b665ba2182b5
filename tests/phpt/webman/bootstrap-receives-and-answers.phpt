--TEST--
The Webman bootstrap: a worker named webman echoes; on its stop main sockets go first, then task sockets, then what was there
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
    $one = DevGate::start();
    $two = DevGate::start();
    $worker = WebmanWorker::start($host, [$one->workerAddr, $two->workerAddr], 'webman');
    $print = function (array $lines): void {
        foreach ($lines as $line) {
            echo '  ', preg_replace(['~#\d+~', '~[0-9a-f]{28}~'], ['#PID', 'UNIQID'], $line), "\n";
        }
    };
    // who answers first is registered first
    $lines = [...$worker->until('register to'), ...$worker->until('register to')];
    sort($lines);
    $print($lines);
    foreach ([$one, $two] as $gateway) {
        $client = $gateway->client();
        $print($worker->until('opened'));
        $client->send('hello');
        echo '  received ', $client->receive(5), "\n";
        $client->close();
        $print($worker->until('closed'));
    }
    $worker->signal(SIGINT);
    $print($worker->until('the callback that was there'));
    $worker->printEnd();
});
?>
--EXPECT--
Workerman 4, Workerman 5
  info MainSocket#PID connect to gateway 1 ok.
  info MainSocket#PID connect to gateway 2 ok.
  info MainSocket#PID register to gateway 1 ok.
  info MainSocket#PID register to gateway 2 ok.
  debug opened UNIQID
  received hello
  debug closed UNIQID
  debug opened UNIQID
  received hello
  debug closed UNIQID
  info TaskSocket#PID connect to gateway 1 ok.
  info TaskSocket#PID connect to gateway 2 ok.
  info MainSocket#PID unregister to gateway 1 ok.
  info MainSocket#PID unregister to gateway 2 ok.
  info MainSocket#PID close connection gateway 1 ok.
  info MainSocket#PID close connection gateway 2 ok.
  info TaskSocket#PID close connection gateway 1 ok.
  info TaskSocket#PID close connection gateway 2 ok.
  the callback that was there
  ended: exit 0
