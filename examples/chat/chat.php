<?php
/*
 * A chat: rooms, direct messages, who is there. This is the business process; index.html is the page.
 *
 *     php examples/chat/chat.php [worker address]...      default: NETSVR_WORKER_ADDR, else 127.0.0.1:6061
 *
 * `make demo DEMO=chat` starts it together with a gateway. It keeps nothing itself, the gateway keeps it all: a name
 * is a customerId, a room is a topic, and the session holds the secret that lets a name come back after a lost
 * connection. So it can be restarted at any time, and run several times side by side.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnInfoUpdate, ConnOpen, Event, Transfer};
use NetsvrBusiness\{Container, MainSocket, MainSocketManager, NetBus, Socket, TaskSocket, TaskSocketManger};
use NetsvrBusiness\Contract\{EventInterface, MainSocketManagerInterface, TaskSocketMangerInterface};

// The PSR interfaces, from Composer or from Debian's php-psr-log and php-psr-container.
foreach ([dirname(__DIR__, 2) . '/vendor', '/usr/share/php/Psr/Log', '/usr/share/php/Psr/Container'] as $folder) {
    is_file("$folder/autoload.php") && require_once "$folder/autoload.php";
}

final class Chat implements EventInterface
{
    /** Everybody is in this room, from joining to leaving. */
    private const LOBBY = 'lobby';
    /** Names of people and rooms: a letter, then up to 23 visible characters. */
    private const NAME = '~^\pL(?:[^\pC]{0,22}[^\pC\s])?$~Du';

    public function onOpen(ConnOpen $connOpen): void
    {
        // A client is nobody until it has sent its name.
    }

    public function onMessage(Transfer $transfer): void
    {
        $message = json_decode($transfer->getData(), true);
        $field = static fn(string $key): string => is_string($message[$key] ?? null) ? trim($message[$key]) : '';
        [$do, $room, $text] = [$field('do'), $field('room'), $field('text')];
        [$uniqId, $me] = [$transfer->getUniqId(), $transfer->getCustomerId()];
        $isIn = in_array($room, iterator_to_array($transfer->getTopics()), true);
        match (true) {
            $do === 'join' && $me === '' => $this->join($uniqId, $field('name'), $field('key')),
            $me === '' => null,
            $do === 'who' => $this->who($uniqId),
            $do === 'enter' && !$isIn => $this->enter($uniqId, $room, $me),
            $do === 'leave' && $isIn && $room !== self::LOBBY => $this->leave($uniqId, $room, $me),
            $do === 'say' && $isIn && $text !== '' =>
                NetBus::topicPublish($room, self::json('said', room: $room, name: $me, text: $text)),
            $do === 'tell' && $text !== '' => NetBus::multicastByCustomerId(
                array_unique([$field('to'), $me]),
                self::json('told', to: $field('to'), name: $me, text: $text)
            ),
            default => null,
        };
    }

    public function onClose(ConnClose $connClose): void
    {
        // The same person may be in the room with another window.
        $name = $connClose->getCustomerId();
        $windows = $name === '' ? [] : NetBus::connInfoByCustomerId($name)[$name] ?? [];
        foreach (array_diff(iterator_to_array($connClose->getTopics()), ...array_column($windows, 'topics')) as $room) {
            NetBus::topicPublish($room, self::json('left', room: $room, name: $name));
        }
    }

    private function join(string $uniqId, string $name, string $key): void
    {
        $valid = preg_match(self::NAME, $name) && strlen($key) >= 16;
        $windows = $valid ? NetBus::connInfoByCustomerId($name)[$name] ?? [] : [];
        if (!$valid || array_diff(array_column($windows, 'session'), [$key]) !== []) {
            $why = $valid
                ? "Somebody is here as $name already."
                : 'A name begins with a letter and has 1 to 24 characters.';
            NetBus::singleCast($uniqId, self::json('refused', why: $why));
            return;
        }
        $person = new ConnInfoUpdate(['uniqId' => $uniqId, 'newCustomerId' => $name, 'newSession' => $key]);
        NetBus::connInfoUpdate($person->setData(self::json('welcome', name: $name)));
        $this->enter($uniqId, self::LOBBY, $name);
    }

    private function enter(string $uniqId, string $room, string $name): void
    {
        if (preg_match(self::NAME, $room)) {
            NetBus::topicSubscribe($uniqId, $room);
            NetBus::topicPublish($room, self::json('entered', room: $room, name: $name));
        }
    }

    private function leave(string $uniqId, string $room, string $name): void
    {
        // Who leaves is told by the command itself: a gateway 8.x may work on a publication after what was sent later.
        $left = self::json('left', room: $room, name: $name);
        NetBus::topicUnsubscribe($uniqId, $room, $left);
        NetBus::topicPublish($room, $left);
    }

    private function who(string $uniqId): void
    {
        $rooms = [];
        foreach (NetBus::topicCustomerIdList(array_merge(...array_column(NetBus::topicList(), 'topics'))) as $gateway) {
            foreach ($gateway['items'] as ['topic' => $room, 'customerIds' => $names]) {
                $rooms[$room] = [...$rooms[$room] ?? [], ...$names];
            }
        }
        NetBus::singleCast($uniqId, self::json('who', rooms: (object)$rooms));
    }

    private static function json(string $is, mixed ...$fields): string
    {
        return json_encode(['is' => $is, 'at' => time(), ...$fields], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
    }
}

$logger = new class extends Psr\Log\AbstractLogger {
    public function log($level, $message, array $context = []): void
    {
        fwrite(STDERR, "[$level] $message\n");
    }
};
$tasks = new TaskSocketManger();
$manager = new MainSocketManager();
$events = Event::OnOpen | Event::OnMessage | Event::OnClose;
foreach (array_slice($argv, 1) ?: [getenv('NETSVR_WORKER_ADDR') ?: '127.0.0.1:6061'] as $address) {
    // Questions and their answers take one connection, what clients do comes on another. Times are in seconds …
    $tasks->addSocket(new TaskSocket('chat', $logger, $address, 5, 5, 117));
    $socket = new Socket('chat', $logger, $address, 5, 5);
    // … but the pause between heartbeats is in milliseconds.
    $manager->addSocket(new MainSocket('chat', $logger, new Chat(), $socket, '~6YOt5rW35piO~', $events, 1, 45_000));
}
Container::getInstance()->bind(TaskSocketMangerInterface::class, $tasks);
Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);

$manager->run(); // until SIGTERM or SIGINT
