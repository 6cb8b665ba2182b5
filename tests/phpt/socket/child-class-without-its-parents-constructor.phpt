--TEST--
A child class that never called its parent's constructor has no worker address: an Error says so, as for any typed property
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;

final class Unfinished extends TaskSocket
{
    public function __construct()
    {
    }
}

$calls = [
    static fn() => (new Unfinished())->getWorkerAddr(),
    static fn() => (new ReflectionClass(Socket::class))->newInstanceWithoutConstructor()->getWorkerAddr(),
    static fn() => (new TaskSocketManger())->addSocket(new Unfinished()),
];
foreach ($calls as $call) {
    try {
        var_dump($call());
    } catch (Error $error) {
        echo $error->getMessage(), "\n";
    }
}
var_dump((new Unfinished())->connect());
--EXPECTF--
Typed property NetsvrBusiness\Socket::$workerAddr must not be accessed before initialization
Typed property NetsvrBusiness\Socket::$workerAddr must not be accessed before initialization
Typed property NetsvrBusiness\Socket::$workerAddr must not be accessed before initialization
netsvr: connect to  failed.
%Abool(false)
