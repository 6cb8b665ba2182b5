<?php
/*
 * A chat: rooms, direct messages, who is there. This starts the business process; index.html is the page.
 *
 *     php examples/chat/chat.php [worker address]...      default: NETSVR_WORKER_ADDR, else 127.0.0.1:6061
 *
 * `make demo DEMO=chat` starts two of these and two gateways. Read Handler.php next: what a message of the page does.
 * LastLines.php keeps the last lines of each room, Pane.php shows in the page what PHP does.
 *
 * CHAT_FOLDER   where the last lines are kept (default: a folder in the system's one for temporary files)
 * CHAT_PANE     a name for this process: then what it does is shown in the page. For demonstrations only
 */
declare(strict_types=1);

use Netsvr\Event;
use NetsvrBusiness\{Container, MainSocket, MainSocketManager, Socket, TaskSocket, TaskSocketManger};
use NetsvrBusiness\Contract\{MainSocketManagerInterface, TaskSocketMangerInterface};

// The PSR interfaces, from Composer or from Debian's php-psr-log and php-psr-container.
foreach ([dirname(__DIR__, 2) . '/vendor', '/usr/share/php/Psr/Log', '/usr/share/php/Psr/Container'] as $folder) {
    is_file("$folder/autoload.php") && require_once "$folder/autoload.php";
}
require __DIR__ . '/LastLines.php';
require __DIR__ . '/Handler.php';
require __DIR__ . '/Pane.php';

$logger = new class extends Psr\Log\AbstractLogger {
    public function log($level, $message, array $context = []): void
    {
        fwrite(STDERR, "[$level] " . explode("\nStack trace:", $message)[0] . "\n");
    }
};
// While a gateway is down, the others go on: a question is answered by those that are there.
ini_set('netsvr.on_query_failure', 'partial');

$process = getenv('CHAT_PANE') ?: '';
$handler = new Handler(new LastLines(getenv('CHAT_FOLDER') ?: sys_get_temp_dir() . '/netsvr-chat'));
$tasks = new TaskSocketManger();
$manager = new MainSocketManager();
$events = Event::OnOpen | Event::OnMessage | Event::OnClose;
foreach (array_slice($argv, 1) ?: [getenv('NETSVR_WORKER_ADDR') ?: '127.0.0.1:6061'] as $address) {
    // Questions and their answers take one connection, what clients do comes on another. Times are in seconds …
    $tasks->addSocket(new TaskSocket('chat', $logger, $address, 5, 5, 117));
    $socket = new Socket('chat', $logger, $address, 5, 5);
    // … but the pause between heartbeats is in milliseconds.
    $receiver = $process === '' ? $handler : new Pane($handler, $process, $address);
    $manager->addSocket(new MainSocket('chat', $logger, $receiver, $socket, '~6YOt5rW35piO~', $events, 1, 45_000));
}
Container::getInstance()->bind(TaskSocketMangerInterface::class, $tasks);
Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);

$manager->run($process === '' ? null : Pane::gateways(...), 500); // until SIGTERM or SIGINT
