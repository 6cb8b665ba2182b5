--TEST--
netsvr.gateway = 5, and a gateway 8.x listens: a main socket gets events
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\DevGate;

$gateway = DevGate::start('--gateway', '8');
mistake(
    function () use ($gateway): void {
        $main = main($gateway->workerAddr);
        $client = null;
        $manager = new \NetsvrBusiness\MainSocketManager();
        $manager->addSocket($main);
        $ticks = 0;
        $manager->run(function () use ($manager, $gateway, &$client, &$ticks): void {
            ++$ticks !== 3 ?: $client = $gateway->client();
            $ticks < 10 ?: $manager->close();
        }, 50);
    },
    where: "events of $gateway->workerAddr",
    why: 'are those of gateway 8.x, and read as those of gateway 5.x',
    change: 'set netsvr.gateway = 8',
);
?>
--EXPECT--
says where, why and what to change
