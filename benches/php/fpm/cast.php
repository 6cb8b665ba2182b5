<?php
/*
 * A request that sets NetBus up, as a service provider does, and sends a message.
 */
declare(strict_types=1);

use NetsvrBench\Fpm\Logger;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;

require __DIR__ . '/autoload.php';

Container::getInstance()->bind(TaskSocketMangerInterface::class, static function () {
    $manager = new TaskSocketManger();
    $manager->addSocket(new TaskSocket('fpm', new Logger(), $_GET['gateway'], 5, 5, 117));
    return $manager;
});
NetBus::singleCast($_GET['to'], $_GET['data']);
echo 'done';
