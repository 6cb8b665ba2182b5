<?php
/*
 * What is done under a memory limit. Each scene prepares itself, and gives what is then done with the limit in force.
 * What is made on the way is large: the limit is to be met in the middle of it.
 */
declare(strict_types=1);

namespace NetsvrTests\Limits;

use Closure;
use Netsvr\Cmd;
use Netsvr\ConnClose;
use Netsvr\ConnInfoResp;
use Netsvr\ConnInfoRespItem;
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
use NetsvrTests\Support\ProcessorTime;
use RuntimeException;

final class Scenes
{
    private const MEBIBYTE = 1 << 20;
    private const LONG = 4 * self::MEBIBYTE;

    /** @param list<string> $addresses two gateways that answer, one that closes at every request, one that announces, several */
    public function __construct(private array $addresses, private Logger $logger)
    {
    }

    /** @return list<string> names of all */
    public static function all(): array
    {
        return ['answers', 'sends', 'lines', 'events', 'bytes', 'json', 'lists', 'counters', 'pieces', 'announced',
            'frames', 'largeEvents', 'copies', 'arrays', 'items', 'callbacks', 'destructors'];
    }

    /** @return list<string> those where something is refused under some of the limits, before anything is made of it */
    public static function refusing(): array
    {
        return ['answers', 'counters', 'frames', 'largeEvents'];
    }

    /** The largest limit above what is in use, in bytes. */
    public static function widest(string $scene): int
    {
        return $scene === 'arrays' ? 48 * self::MEBIBYTE : 24 * self::MEBIBYTE;
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
        $manager = $this->registered($this->addresses[0], $this->addresses[1]);
        return static fn() => $manager->run();
    }

    private function registered(string ...$addresses): MainSocketManager
    {
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
        foreach ($addresses as $address) {
            $socket = new Socket('limits', $this->logger, $address, 5, 5);
            $manager->addSocket(new MainSocket('limits', $this->logger, $event, $socket, '~heartbeat~', 7, 1, 30_000));
        }
        Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
        return $manager;
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

    /** Many counters: PhpServer gives up what takes a time that grows with the square of their number. */
    public function counters(): Closure
    {
        $this->bind('limits', $this->addresses[0]);
        return static function (): void {
            $kept = [NetBus::metrics(), NetBus::metrics()];
        };
    }

    /** Many small parses into large messages: their time must not grow with what the messages hold already. */
    public function pieces(): Closure
    {
        $message = new Transfer(['topics' => array_map(static fn(int $number): string => "topic-$number", range(1, 30_000))]);
        $items = new ConnInfoResp(['items' => array_fill_keys(range(1, 15_000), new ConnInfoRespItem())]);
        $piece = (new Transfer(['topics' => [str_repeat('x', 8000)]]))->serializeToString();
        $item = (new ConnInfoResp(['items' => ['one more' => new ConnInfoRespItem()]]))->serializeToString();
        return static function () use ($message, $items, $piece, $item): void {
            $before = ProcessorTime::own();
            for ($round = 0; $round < 1500; $round++) {
                $message->mergeFromString($piece);
                $items->mergeFromString($item);
            }
            $took = ProcessorTime::own() - $before;
            if ($took > 0.5) {
                throw new RuntimeException("took $took s");
            }
            $kept = [$message->serializeToString(), $items->serializeToString(), clone $message];
        };
    }

    /** Lengths with nothing behind them: they take no memory, and those that are too long no time. */
    public function announced(): Closure
    {
        return function (): void {
            $socket = $this->asked(Cmd::UniqIdCount);
            $before = self::status('VmSize');
            $socket->receive();
            $grown = self::status('VmPeak') - $before;
            $start = microtime(true);
            $this->asked(Cmd::Metrics)->receive();
            $took = microtime(true) - $start;
            if ($grown > 32 << 10 || $took > 4.0) {
                throw new RuntimeException("took $grown KiB, $took s");
            }
            $kept = str_repeat('x', self::LONG);
        };
    }

    /** A large frame with the beginning of the next one behind it: its memory goes with it. */
    public function frames(): Closure
    {
        return function (): void {
            $before = self::status('VmSize');
            $socket = $this->asked(Cmd::UniqIdList);
            $socket->receive() === false || $socket->send(pack('N', Cmd::TopicList));
            $next = $socket->receive();
            $grown = self::status('VmSize') - $before;
            if (!str_ends_with((string)$next, 'the next') || $grown > 10 << 10) {
                throw new RuntimeException("$grown KiB are left behind " . strlen((string)$next) . ' bytes');
            }
        };
    }

    /** An event that may have no room, and one behind it that has. */
    public function largeEvents(): Closure
    {
        $this->bind('limits', $this->addresses[0]);
        $manager = $this->registered($this->addresses[3]);
        return function () use ($manager): void {
            $manager->run();
            // what has been refused stands in the log
            echo implode("\n", array_filter($this->logger->lines, static fn(string $line): bool => str_contains($line, 'memory_limit'))), "\n";
        };
    }

    /** Bytes of a large message, made anew while the last ones are kept: what the limit cuts short is as large. */
    public function copies(): Closure
    {
        $transfer = new Transfer(['data' => str_repeat('x', self::LONG)]);
        return static function () use ($transfer): void {
            for ($round = 0; $round < 8; $round++) {
                $kept[] = $transfer->serializeToString();
            }
        };
    }

    /**
     * Many arrays without a string among them, from answers too short to be estimated, beside a long one. They make one
     * list, which has room for twice as many each time it grows: nothing but each array for itself meets the limit in
     * between.
     */
    public function arrays(): Closure
    {
        $several = array_map(fn(int $host): string => str_replace('127.0.0.1', "127.0.0.$host", $this->addresses[4]), range(1, 8));
        $this->bind('limits', $this->addresses[3], ...$several);
        return static function (): void {
            $kept = NetBus::connInfoByCustomerId(['ann']);
        };
    }

    /** Many objects without a string among them, from JSON. */
    public function items(): Closure
    {
        $text = '{"items":{' . implode(',', array_map(static fn(int $key): string => "\"$key\":{}", range(1, 30_000))) . '}}';
        // PHP's own collector of cycles does not bear the end of the memory
        gc_disable();
        return static function () use ($text): void {
            for ($round = 0; $round < 3; $round++) {
                $kept[] = $message = new ConnInfoResp();
                $message->mergeFromJsonString($text);
            }
        };
    }

    /** User code that takes memory while it is asked for values: the limit holds in there, too. */
    public function callbacks(): Closure
    {
        return static function (): void {
            $values = static function (): iterable {
                for ($number = 0; $number < 100_000; $number++) {
                    yield "topic-$number";
                    if ($number % 5000 === 4999) {
                        $kept[] = str_repeat('x', self::MEBIBYTE);
                        self::bear();
                    }
                }
            };
            $kept[] = (new SingleCastBulk())->setUniqIds($values());
        };
    }

    /** Destructors that take memory, of objects which are replaced while many others are parsed: the same holds for them. */
    public function destructors(): Closure
    {
        $keys = range(1, 10_000);
        $items = array_fill_keys($keys, (new ConnInfoRespItem())->setSession('anew'));
        $text = (new ConnInfoResp(['items' => $items]))->serializeToJsonString();
        $message = new ConnInfoResp();
        foreach (array_slice($keys, 0, 40) as $key) {
            $message->getItems()[$key] = new class extends ConnInfoRespItem {
                public static array $kept = [];

                public function __destruct()
                {
                    self::$kept[] = str_repeat('x', 1 << 20);
                    Scenes::bear();
                }
            };
        }
        // PHP's own collector of cycles does not bear the end of the memory
        gc_disable();
        return static function () use ($message, $text): void {
            $message->mergeFromJsonString($text);
        };
    }

    /** More than the limit is in use, by more than what native code may take for a moment. */
    public static function bear(): void
    {
        // PHP refuses a limit below what it has from the system: the one of php.ini, with its letter, stays in force
        $limit = (string)ini_get('memory_limit');
        if (ctype_digit($limit) && memory_get_usage(true) > (int)$limit + 3 * self::MEBIBYTE) {
            exit('above the limit');
        }
    }

    private function asked(int $command): Socket
    {
        $socket = new Socket('', $this->logger, $this->addresses[3], 5, 5);
        if (!$socket->connect() || !$socket->send(pack('N', $command))) {
            throw new RuntimeException('no connection');
        }
        return $socket;
    }

    /** What the kernel says of this process, in KiB. */
    private static function status(string $which): int
    {
        preg_match("~^$which:\s+(\d+) kB~m", (string)file_get_contents('/proc/self/status'), $found);
        return (int)$found[1];
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
