<?php
/*
 * What stands in front of a fragment of PHP in a document: the reader's autoloader, a logger, task sockets to the gateway
 * at 127.0.0.1:6061, and two clients that are connected. Fragments see the variables
 * $logger, $manager, $uniqId, $uniqIds, $customerId and $events; Reader imports the short names of classes.
 */
declare(strict_types=1);

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\WebSocketClient;

require 'vendor/autoload.php';

$logger = new Monolog\Logger('docs', [new Monolog\Handler\StreamHandler('php://stderr', Monolog\Logger::WARNING)]);
$api8 = ini_get('netsvr.api') === '8';
$manager = new TaskSocketManger();
$manager->addSocket($api8
    ? new TaskSocket('docs', $logger, '127.0.0.1:6062', 5, 5, 117, '~6YOt5rW35piO~', 45_000)
    : new TaskSocket('docs', $logger, '127.0.0.1:6061', 5, 5, 117));
Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);

/** @var list<WebSocketClient> $clients */
$clients = $uniqIds = [];
foreach ([0, 1] as $number) {
    $clients[$number] = WebSocketClient::connect('ws://127.0.0.1:6060/netsvr');
    // A gateway that greets says who it is; one that does not is asked.
    $uniqIds[$number] = (string)$clients[$number]->receive(getenv('GATEWAY_5') . getenv('GATEWAY_8') === '' ? 20.0 : 2.0);
}
$uniqId = $uniqIds[0];
$customerId = '17';
NetBus::connInfoUpdate($api8
    ? (new NetsvrProtocol\ConnInfoUpdate())->setUniqId($uniqId)->setNewCustomerId($customerId)->setNewTopics(['news'])
    : (new Netsvr\ConnInfoUpdate())->setUniqId($uniqId)->setNewCustomerId($customerId)->setNewTopics(['news']));
NetBus::flush();
unset($number, $api8);

$events = new class implements EventInterface {
    public function onOpen(mixed $connOpen): void
    {
    }

    public function onMessage(mixed $transfer): void
    {
    }

    public function onClose(mixed $connClose): void
    {
    }
};
