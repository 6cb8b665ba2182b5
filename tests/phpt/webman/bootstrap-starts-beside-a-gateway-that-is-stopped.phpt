--TEST--
The Webman bootstrap, with one of two gateways stopped by SIGSTOP: the other one's clients are served long before its time is over, when the worker starts and when it is reloaded; the stopped one's as soon as it goes on
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

Setup::endAfter(60);
Host::eachWorkerman(function (Host $host): void {
    $stopped = DevGate::start();
    $there = DevGate::start();
    $clientThere = $there->client();
    $clientOfStopped = $stopped->client();
    $stopped->suspend();
    // a reload is the end of one worker and the start of another one
    foreach (['start', 'reload'] as $what) {
        echo "  $what\n";
        $began = microtime(true);
        $worker = WebmanWorker::start($host, [$stopped->workerAddr, $there->workerAddr], 'webman');
        $worker->until('register to gateway 2 ok');
        $clientThere->send("hello at the $what");
        $answer = $clientThere->receive(5);
        $took = microtime(true) - $began;
        echo "  received $answer", $took < 3.0 ? '' : " AFTER $took s", "\n";
        if ($what === 'reload') {
            $stopped->resume();
            $worker->until('register to gateway 1 ok', 15);
            $clientOfStopped->send('hello at last');
            echo '  received ', $clientOfStopped->receive(5), "\n";
        }
        $worker->signal(SIGINT);
        echo '  status ', $worker->status(15), "\n";
    }
});
?>
--EXPECT--
Workerman 4, Workerman 5
  start
  received hello at the start
  status 0
  reload
  received hello at the reload
  received hello at last
  status 0
