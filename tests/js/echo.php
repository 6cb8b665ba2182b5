<?php
/*
 * The business process of these tests: sends back what a client sends, and closes whoever sends "out".
 *
 *     php -d extension=netsvr echo.php WORKER-ADDRESS
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnOpen, Event, Transfer};
use NetsvrBusiness\{Container, MainSocket, MainSocketManager, NetBus, Socket, TaskSocket, TaskSocketManger};
use NetsvrBusiness\Contract\{EventInterface, MainSocketManagerInterface, TaskSocketMangerInterface};

require dirname(__DIR__) . '/support/autoload.php';

$logger = new class extends Psr\Log\AbstractLogger {
    public function log($level, $message, array $context = []): void
    {
        fwrite(STDERR, "[$level] $message\n");
    }
};
$echo = new class implements EventInterface {
    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        if ($transfer->getData() === 'out') {
            NetBus::forceOffline($transfer->getUniqId());
        } else {
            NetBus::singleCast($transfer->getUniqId(), 'echo ' . $transfer->getData());
        }
    }

    public function onClose(ConnClose $connClose): void
    {
    }
};
$tasks = new TaskSocketManger();
$tasks->addSocket(new TaskSocket('js', $logger, $argv[1], 5, 5, 117));
Container::getInstance()->bind(TaskSocketMangerInterface::class, $tasks);
$manager = new MainSocketManager();
$manager->addSocket(new MainSocket(
    'js', $logger, $echo, new Socket('js', $logger, $argv[1], 5, 5), '~6YOt5rW35piO~', Event::OnMessage, 1, 45_000
));
Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
$manager->run(); // until SIGTERM
