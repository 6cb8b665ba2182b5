--TEST--
start() of main sockets of Workerman outside of a worker
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
$manager = new \NetsvrBusiness\MainSocketManager();
$manager->addSocket(main($gateway->workerAddr, class: \NetsvrBusiness\Workerman\MainSocket::class));
mistake(
    fn() => $manager->start(),
    where: "register to $gateway->workerAddr failed",
    why: "Workerman's event loop is not running",
    change: 'start main sockets in onWorkerStart or later',
);
?>
--EXPECT--
says where, why and what to change
