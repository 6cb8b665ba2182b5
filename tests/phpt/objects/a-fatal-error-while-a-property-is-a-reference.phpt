--TEST--
A fatal error in an overridden receive(), of a socket of which a typed property is a reference: the request ends, and nothing else
--EXTENSIONS--
netsvr
--INI--
memory_limit=32M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);

final class Greedy extends NetsvrBusiness\TaskSocket
{
    public mixed $outside = null;

    public function receive(): string|false
    {
        $this->outside = &$this->receiveBuffer;
        return str_repeat('x', 1 << 30);
    }
}

$gateway = DevGate::start();
$manager = new NetsvrBusiness\TaskSocketManger();
$manager->addSocket(new Greedy('', new ArrayLogger(), $gateway->workerAddr, 5, 5, 100));
Setup::bind($manager);
register_shutdown_function(static function () use ($gateway): void {
    Setup::netBus($gateway);
    echo 'answered at shutdown: ', NetBus::uniqIdCount()[0]['count'], "\n";
});
NetBus::uniqIdCount();
echo "not reached\n";
?>
--EXPECTF--
Fatal error: Allowed memory size of 33554432 bytes exhausted%S (tried to allocate %d bytes) in %s on line %d
answered at shutdown: 0
