<?php
/*
 * What is done under a memory limit. Each scene prepares itself, and gives what is then done with the limit in force.
 * What is made on the way is large: the limit is to be met in the middle of it.
 */
declare(strict_types=1);

namespace NetsvrTests\Limits;

use Closure;
use Netsvr\ConnClose;
use Netsvr\ConnInfoUpdate;
use Netsvr\ConnOpen;
use Netsvr\RepeatedField;
use Netsvr\SingleCastBulk;
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

final class Scenes
{
    private const MEBIBYTE = 1 << 20;
    private const LONG = 4 * self::MEBIBYTE;

    /** @param list<string> $addresses two gateways that answer, and one that closes at every request */
    public function __construct(private array $addresses, private Logger $logger)
    {
    }

    /** @return list<string> names of all */
    public static function all(): array
    {
        return ['answers', 'sends', 'lines', 'events', 'bytes', 'json', 'lists'];
    }

    /** Long answers of two gateways. */
    public function answers(): Closure
    {
        $this->bind('limits', $this->addresses[0], $this->addresses[1]);
        return static function (): void {
            foreach ([NetBus::uniqIdList(), NetBus::topicUniqIdCount([], true), NetBus::connInfo([])] as $answer) {
                $kept[] = $answer;
            }
        };
    }

    /** Long lists and data to two gateways. */
    public function sends(): Closure
    {
        $this->bind('limits', $this->addresses[0], $this->addresses[1]);
        $data = str_repeat('x', self::MEBIBYTE);
        $ids = array_map(static fn(int $number): string => sprintf('7f00000117ae66000000%08x', $number), range(0, 9999));
        return static function () use ($data, $ids): void {
            NetBus::broadcast($data);
            NetBus::multicast($ids, 'to many');
            NetBus::singleCastBulk(array_fill_keys($ids, 'to each'));
            for ($round = 0; $round < 8; $round++) {
                $kept[] = NetBus::topicPublish(["news of round $round"], "$round$data") ?? "$data$round";
            }
        };
    }

    /** Long lines for the logger, while one of two gateways closes. */
    public function lines(): Closure
    {
        $this->bind(str_repeat('x', self::LONG), $this->addresses[0], $this->addresses[2]);
        return static function (): void {
            try {
                NetBus::uniqIdCount();
            } catch (\Exception $exception) {
                $trace = (string)$exception;
            }
        };
    }

    /** Events of two main sockets, each of which a handler keeps and answers. */
    public function events(): Closure
    {
        $this->bind('limits', $this->addresses[0], $this->addresses[1]);
        $manager = new MainSocketManager();
        $event = new class ($manager) implements EventInterface {
            public array $kept = [];

            public function __construct(private MainSocketManager $manager)
            {
            }

            public function onOpen(ConnOpen $connOpen): void
            {
            }

            public function onMessage(Transfer $transfer): void
            {
                $this->kept[] = $transfer;
                NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
                if ($transfer->getData() === 'the last') {
                    $this->manager->close();
                }
            }

            public function onClose(ConnClose $connClose): void
            {
            }
        };
        foreach (array_slice($this->addresses, 0, 2) as $address) {
            $socket = new Socket('limits', $this->logger, $address, 5, 5);
            $manager->addSocket(new MainSocket('limits', $this->logger, $event, $socket, '~heartbeat~', 7, 1, 30_000));
        }
        Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
        return static fn() => $manager->run();
    }

    /** Messages to bytes and back. */
    public function bytes(): Closure
    {
        $transfer = $this->transfer();
        return static function () use ($transfer): void {
            for ($round = 0; $round < 3; $round++) {
                $copy = new Transfer();
                $copy->mergeFromString($bytes = $transfer->serializeToString());
                $copies[] = [clone $copy, $bytes, $copy == $transfer];
            }
        };
    }

    /** Messages to JSON and back. */
    public function json(): Closure
    {
        $transfer = $this->transfer()->setData(str_repeat('x', self::MEBIBYTE >> 3));
        return static function () use ($transfer): void {
            for ($round = 0; $round < 4; $round++) {
                $copy = new Transfer();
                $copy->mergeFromJsonString($text = $transfer->serializeToJsonString());
                $copies[] = [$copy, $text];
            }
        };
    }

    /** Lists of strings, from arrays and generators. */
    public function lists(): Closure
    {
        $strings = array_map(static fn(int $number): string => "topic-$number", range(0, 9999));
        return static function () use ($strings): void {
            for ($round = 0; $round < 4; $round++) {
                $update = (new ConnInfoUpdate())->setNewTopics($strings);
                $bulk = (new SingleCastBulk())->setUniqIds((static fn() => yield from $strings)());
                $kept[] = [$update, $bulk, iterator_to_array($update->getNewTopics())];
            }
        };
    }

    private function transfer(): Transfer
    {
        return new Transfer([
            'uniqId' => '7f00000117ae6600000000000001',
            'topics' => array_map(static fn(int $number): string => "topic-$number", range(0, 4999)),
            'data' => str_repeat('x', self::MEBIBYTE),
        ]);
    }

    private function bind(string $prefix, string ...$addresses): void
    {
        $manager = new TaskSocketManger();
        foreach ($addresses as $address) {
            $manager->addSocket(new TaskSocket($prefix, $this->logger, $address, 5, 5, 100));
        }
        Container::setInstance(new Container());
        Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);
    }
}
