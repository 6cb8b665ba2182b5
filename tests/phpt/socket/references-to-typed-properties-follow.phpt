--TEST--
A reference that a child class makes of a property follows it, and leaves the property's type with the object
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

final class Shown extends Socket
{
    public function &connectedNow(): bool
    {
        return $this->connected;
    }
}

Setup::endAfter(20);
$gateway = DevGate::start();
$socket = new Shown('', new ArrayLogger(), $gateway->workerAddr, 5, 5);
$connected = &$socket->connectedNow();
var_dump($connected, $socket->connect(), $connected);
$socket->close();
var_dump($connected);
unset($socket);
$connected = 'of any type';
var_dump($connected);
unset($connected);
--EXPECT--
bool(false)
bool(true)
bool(true)
bool(false)
string(11) "of any type"
