<?php
/*
 * A tour of NetBus: pushes messages to the websocket clients that are connected, and asks the gateway about
 * them. Prints what it does: "->" a message that goes out, "<-" an answer that came in.
 *
 *     php examples/push.php [worker address]...      default: NETSVR_WORKER_ADDR, else 127.0.0.1:6061
 *
 * It gives the clients customerIds and topics of its own: made for a gateway in development.
 */
declare(strict_types=1);

use Netsvr\ConnInfoDelete;
use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use Psr\Log\AbstractLogger;

// The PSR interfaces: from Composer, else from Debian's php-psr-log and php-psr-container.
foreach ([[dirname(__DIR__) . '/vendor'], ['/usr/share/php/Psr/Log', '/usr/share/php/Psr/Container']] as $folders) {
    if (is_file("$folders[0]/autoload.php")) {
        foreach ($folders as $folder) {
            require_once "$folder/autoload.php";
        }
        break;
    }
}
foreach ([AbstractLogger::class => 'psr/log', NetBus::class => 'the extension netsvr'] as $class => $from) {
    if (!class_exists($class)) {
        fwrite(STDERR, "$class is missing: this needs $from\n");
        exit(2);
    }
}

// ---- Initialise, once in a process -------------------------------------------------------------------------

$logger = new class extends AbstractLogger {
    public function log($level, $message, array $context = []): void
    {
        fwrite(STDERR, "[$level] $message\n");
    }
};
$workerAddrs = array_slice($argv, 1) ?: [getenv('NETSVR_WORKER_ADDR') ?: '127.0.0.1:6061'];

// A closure is run when the first message goes out, so a request that sends none pays nothing.
Container::getInstance()->bind(TaskSocketMangerInterface::class, static function () use ($logger, $workerAddrs) {
    $manager = new TaskSocketManger();
    foreach ($workerAddrs as $workerAddr) {
        // log prefix, logger, gateway, seconds to send and receive, seconds to connect, seconds idle
        $manager->addSocket(new TaskSocket('push', $logger, $workerAddr, 5, 5, 117));
    }
    return $manager;
});

function sends(string $method, string $what): void
{
    printf("-> %-26s %s\n", $method, $what);
}

function answers(string $method, array $answer): void
{
    printf("<- %-26s %s\n", $method, json_encode($answer, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR));
}

// ---- Who is there? A list a gateway, joined -----------------------------------------------------------------

$uniqIds = array_merge(...array_column(NetBus::uniqIdList(), 'uniqIds'));
if ($uniqIds === []) {
    fwrite(STDERR, 'No client is connected to ' . implode(', ', $workerAddrs) . ": connect some and try again.\n");
    exit(1);
}
sort($uniqIds);
$first = $uniqIds[0];
$last = $uniqIds[count($uniqIds) - 1];

answers('uniqIdCount', NetBus::uniqIdCount());
answers('checkOnline', NetBus::checkOnline([$first, $last]));

// ---- To everybody, to one, to several, to each something else -----------------------------------------------

sends('broadcast', 'to everybody');
NetBus::broadcast('Good morning, everybody.');

sends('singleCast', 'to the first client');
NetBus::singleCast($first, 'For the first of you alone.');

sends('multicast', 'to the first two clients');
NetBus::multicast(array_slice($uniqIds, 0, 2), 'For the first two of you.');

sends('singleCastBulk', 'to each client its number');
$numbers = [];
foreach ($uniqIds as $i => $uniqId) {
    $numbers[$uniqId] = 'You are number ' . ($i + 1) . '.';
}
NetBus::singleCastBulk($numbers);

// ---- customerIds: the names that your application has for its users ------------------------------------------

sends('connInfoUpdate', 'gives each client a customerId and a session');
foreach ($uniqIds as $i => $uniqId) {
    NetBus::connInfoUpdate(
        (new ConnInfoUpdate())
            ->setUniqId($uniqId)
            ->setNewCustomerId('customer-' . ($i + 1))
            ->setNewSession('{"visits":1}')
            ->setData('Hello, customer-' . ($i + 1) . '.')
    );
}

sends('singleCastByCustomerId', 'to customer-1');
NetBus::singleCastByCustomerId('customer-1', 'customer-1, your order has left.');

sends('multicastByCustomerId', 'to customer-2 and customer-3');
NetBus::multicastByCustomerId(['customer-2', 'customer-3'], 'customer-2 and customer-3: pay today.');

answers('customerIdCount', NetBus::customerIdCount());
answers('customerIdList', NetBus::customerIdList());
answers('connInfo', NetBus::connInfo($first));
answers('connInfoByCustomerId', NetBus::connInfoByCustomerId('customer-1'));

// ---- Topics: clients subscribe, messages go to whoever has -----------------------------------------------------

sends('topicSubscribe', 'the first and the last client to "news", the last one to "weather"');
foreach (array_unique([$first, $last]) as $uniqId) {
    NetBus::topicSubscribe($uniqId, 'news', 'You have subscribed to news.');
}
NetBus::topicSubscribe($last, ['weather'], 'You have subscribed to weather.');

answers('topicList', NetBus::topicList());
answers('topicUniqIdList', NetBus::topicUniqIdList('news'));
answers('topicUniqIdCount', NetBus::topicUniqIdCount(['news', 'weather']));
answers('topicCustomerIdList', NetBus::topicCustomerIdList('news'));

sends('topicPublish', 'to "news"');
NetBus::topicPublish('news', 'News: the extension works.');

sends('topicPublishBulk', 'to "news" and to "weather"');
NetBus::topicPublishBulk(['news' => 'News: second edition.', 'weather' => 'Weather: fine.']);

// A gateway 8.x carries a publication out beside what is sent after it: who unsubscribes at once may miss it. Last words
// belong into the command that ends something, as below.
usleep(100_000);

sends('topicUnsubscribe', 'the first client from "news"');
NetBus::topicUnsubscribe($first, 'news', 'You are out of news.');

sends('topicDelete', '"news" and "weather"');
NetBus::topicDelete(['news', 'weather'], 'These topics are closed.');

answers('topicCount', NetBus::topicCount());

// ---- Leave the clients as they were ---------------------------------------------------------------------------

sends('connInfoDelete', 'takes customerIds and sessions back');
foreach ($uniqIds as $uniqId) {
    NetBus::connInfoDelete((new ConnInfoDelete())->setUniqId($uniqId)->setDelCustomerId(true)->setDelSession(true));
}
answers('customerIdCount', NetBus::customerIdCount());
