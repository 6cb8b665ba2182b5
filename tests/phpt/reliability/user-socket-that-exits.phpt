--TEST--
exit() within a TaskSocketInterface called by NetBus: shutdown functions run and NetBus is still usable
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateway = DevGate::start();
$client = $gateway->client();
$exiting = new RecordingTaskSocket('10.0.0.1:6061');
$manager = new TaskSocketManger();
$manager->addSocket(Setup::taskSocket($gateway->workerAddr, new ArrayLogger()));
$manager->addSocket($exiting);
Setup::bind($manager);
register_shutdown_function(function () use ($client, $gateway): void {
    echo "shutdown\n";
    // The native socket had been asked and its answer not been read.
    var_dump(NetBus::checkOnline([$client->uniqId, $client->uniqId]) === [$client->uniqId, $client->uniqId]);
    Setup::netBus($gateway);
    NetBus::broadcast('sent during shutdown');
    var_dump($client->receiveAll(atLeast: 1), NetBus::uniqIdCount()[0]['count']);
});
$exiting->onSend = function (): never {
    echo "exit\n";
    exit(0);
};
NetBus::topicCount();
echo "not reached\n";
--EXPECT--
exit
shutdown
bool(true)
array(1) {
  [0]=>
  string(20) "sent during shutdown"
}
int(1)
