<?php
/*
 * A business process that registers for events in MainSocketManager::run() and broadcasts now and then. Reports on
 * stdout, a line of JSON each: {"registered": …} once, {"at": …, "line": …} for its log, {"call": …} for a broadcast.
 * Started by Listener with its options in JSON.
 */
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Isolation\LineLogger;
use NetsvrTests\Support\Setup;

require __DIR__ . '/../support/autoload.php';
require __DIR__ . '/LineLogger.php';
error_reporting(E_ALL);
Setup::endAfter(60);

function report(array $what): void
{
    fwrite(STDOUT, json_encode($what, JSON_INVALID_UTF8_SUBSTITUTE) . "\n");
}

$options = json_decode($argv[1], true, 8, JSON_THROW_ON_ERROR);
['workerAddr' => $workerAddr, 'sendReceive' => $sendReceive, 'connect' => $connect] = $options;

$logger = new LineLogger(static fn(string $line) => report(['at' => microtime(true), 'line' => $line]));
$event = new class implements EventInterface {
    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
    }

    public function onClose(ConnClose $connClose): void
    {
    }
};

$tasks = new TaskSocketManger();
$tasks->addSocket(new TaskSocket('task', $logger, $workerAddr, $sendReceive, $connect, 117));
$manager = new MainSocketManager();
$manager->addSocket(new MainSocket('main', $logger, $event, new Socket('main', $logger, $workerAddr, $sendReceive, $connect),
    '~6YOt5rW35piO~', Event::OnMessage, 1, (int)($options['heartbeat'] * 1000)));
Container::getInstance()->bind(TaskSocketMangerInterface::class, $tasks);
Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
report(['registered' => $manager->start()]);

$number = 0;
$push = static function () use ($logger, &$number): void {
    // What came between two broadcasts belongs to neither.
    $logger->take();
    $began = microtime(true);
    $failed = null;
    try {
        NetBus::broadcast(sprintf('message %d %.6f', ++$number, $began));
    } catch (Throwable $thrown) {
        $failed = get_class($thrown) . ": {$thrown->getMessage()}";
    }
    report(['call' => [$number, $began, microtime(true) - $began, $failed, null, $logger->take()]]);
};
$manager->run($options['every'] > 0 ? $push : static fn() => null, (int)(max(0.05, $options['every']) * 1000));
