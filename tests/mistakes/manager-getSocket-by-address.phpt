--TEST--
getSocket() is asked for a worker address: it wants the first 12 digits of a uniqId
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\TaskSocketManger;

$manager = new TaskSocketManger();
$manager->addSocket(task('127.0.0.1:6061'));
mistake(
    fn() => $manager->getSocket('127.0.0.1:6061')->send('hello'),
    where: 'TaskSocketManger::getSocket(): "127.0.0.1:6061"',
    why: 'is no key of a gateway, so it gives null',
    change: 'give it the first 12 characters of a uniqId, or what NetsvrBusiness\workerAddrConvertToHex() makes',
);
?>
--EXPECT--
says where, why and what to change
