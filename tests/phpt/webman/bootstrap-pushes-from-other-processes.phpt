--TEST--
The Webman bootstrap: other workers and console commands push and ask without being registered
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';
require __DIR__ . '/../../webman/WebmanWorker.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Webman\WebmanWorker;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    $gateway = DevGate::start();
    $client = $gateway->client();
    foreach (['task' => 'another worker', '' => 'a command'] as $name => $title) {
        $worker = WebmanWorker::start(
            $host,
            [$gateway->workerAddr],
            $name === '' ? null : $name,
            function (BusinessProcess $me) use ($title): void {
                NetBus::broadcast("from $title");
                $me->report('online: ' . NetBus::uniqIdCount()[0]['count']);
            }
        );
        foreach ($worker->until('online') as $line) {
            echo '  ', preg_replace('~#\d+~', '#PID', $line), "\n";
        }
        echo '  received ', $client->receive(5), "\n";
        if ($name !== '') {
            $worker->signal(SIGINT);
        }
        echo '  status ', $worker->status(), "\n";
    }
});
?>
--EXPECT--
Workerman 4, Workerman 5
  info TaskSocket#PID connect to the gateway ok.
  online: 1
  received from another worker
  status 0
  info TaskSocket#PID connect to the gateway ok.
  online: 1
  received from a command
  status 0
