--TEST--
exit() within a logger called by NetBus: shutdown functions run and NetBus is still usable
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use Psr\Log\AbstractLogger;

Setup::endAfter(30);
$gateway = DevGate::start();
$client = $gateway->client();
$logger = new class extends AbstractLogger {
    public bool $exits = true;

    public function log($level, $message, array $context = []): void
    {
        if ($this->exits) {
            $this->exits = false;
            echo "exit\n";
            exit(0);
        }
    }
};
$manager = new TaskSocketManger();
$manager->addSocket(Setup::taskSocket($gateway->workerAddr, $logger));
Setup::bind($manager);
register_shutdown_function(function () use ($client): void {
    echo "shutdown\n";
    NetBus::broadcast('sent during shutdown');
    var_dump($client->receiveAll(atLeast: 2), NetBus::uniqIdCount()[0]['count']);
});
NetBus::broadcast('sent before the line');
echo "not reached\n";
--EXPECT--
exit
shutdown
array(2) {
  [0]=>
  string(20) "sent before the line"
  [1]=>
  string(20) "sent during shutdown"
}
int(1)
