--TEST--
run() within run()
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start();
$manager = new \NetsvrBusiness\MainSocketManager();
$manager->addSocket(main($gateway->workerAddr));
mistake(
    fn() => $manager->run(function () use ($manager): void {
        try {
            $manager->run();
        } finally {
            $manager->close();
        }
    }, 50),
    where: 'MainSocketManager::run()',
    why: 'is running already',
    change: 'call it once, and close() to end it',
);
?>
--EXPECT--
says where, why and what to change
