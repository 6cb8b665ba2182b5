--TEST--
LengthProtocol exists and works where there is no Workerman; MainSocket can be made there, too
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Workerman\LengthProtocol;
use NetsvrBusiness\Workerman\MainSocket;
use NetsvrBusiness\Workerman\TaskSocket;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
foreach ([LengthProtocol::class, MainSocket::class, TaskSocket::class] as $class) {
    echo $class, ' ', var_export(class_exists($class), true), "\n";
}
echo implode(' ', array_map(fn(string $class): string => $class, array_values(class_implements(MainSocket::class)))), "\n";
echo implode(' ', array_values(class_parents(TaskSocket::class))), "\n";
?>
--EXPECT--
NetsvrBusiness\Workerman\LengthProtocol true
NetsvrBusiness\Workerman\MainSocket true
NetsvrBusiness\Workerman\TaskSocket true
NetsvrBusiness\Contract\MainSocketInterface
NetsvrBusiness\TaskSocket NetsvrBusiness\Socket
