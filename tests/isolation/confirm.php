<?php
/*
 * The application behind php-fpm of the scenes about netsvr.confirm: a broadcast to one gateway, and a log that is there
 * when the request is over.
 */
declare(strict_types=1);

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Isolation\LineLogger;

require __DIR__ . '/../support/autoload.php';
require __DIR__ . '/LineLogger.php';

$log = $_GET['log'];
$logger = new LineLogger(static fn(string $line) => file_put_contents($log, "$line\n", FILE_APPEND));
$manager = new TaskSocketManger();
$manager->addSocket(new TaskSocket('', $logger, $_GET['gateway'], (int)$_GET['timeout'], 1, 117));
Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);
NetBus::broadcast($_GET['data']);
echo str_repeat('x', 100_000);
