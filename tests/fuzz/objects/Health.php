<?php
/*
 * What must work whatever went before in the same process.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Closure;
use Fiber;
use Netsvr\ConnInfoResp;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use Throwable;

final class Health
{
    /** @var list<Fiber> suspended until the request ends */
    private static array $fibers = [];

    /** @param list<string> $addrs worker addresses: a gateway at the first one, nothing at the last one */
    public static function check(array $addrs): void
    {
        try {
            foreach (Logger::all() as $logger) {
                (new TaskSocket('health', $logger, $addrs[count($addrs) - 1], 1, 1, 100))->connect();
                if ($logger->lines === 0) {
                    Log::fault('a logger is not called any more');
                }
            }
            self::suspendInLogger($logger, $addrs[count($addrs) - 1]);
            self::suspendInComparison();
            $messages = array_map(static fn(): ConnInfoResp => new ConnInfoResp(), range(1, 300));
            foreach ($messages as $message) {
                $message == $messages[0] || Log::fault('two messages without content are not the same');
            }
            (new MainSocketManager())->run(static fn(MainSocketManager $manager) => $manager->close(), 10);
            $manager = new TaskSocketManger();
            $manager->addSocket(new TaskSocket('health', $logger, $addrs[0], 5, 5, 100));
            Container::setInstance(new Container());
            Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);
            NetBus::broadcast('hello');
            if (array_sum(array_column(NetBus::uniqIdCount(), 'count')) !== 0) {
                Log::fault('uniqIdCount() counts clients that are not there');
            }
            $message = new ConnInfoResp(['items' => ['a' => ['session' => 's', 'topics' => ['t']]]]);
            $again = new ConnInfoResp();
            $again->mergeFromString($message->serializeToString());
            if ($again->serializeToJsonString() !== $message->serializeToJsonString()) {
                Log::fault('a message does not come back');
            }
            Container::setInstance(new Container());
        } catch (Throwable $thrown) {
            Log::fault('a valid operation throws ' . get_class($thrown) . ": {$thrown->getMessage()}");
        }
        gc_collect_cycles();
    }

    /** A fiber at the same place in each request, where a logger is at work until the request ends, in whatever way. */
    private static function suspendInLogger(Logger $logger, string $addr): void
    {
        $lines = $logger->lines;
        $logger->suspends = true;
        self::suspend((new TaskSocket('health', $logger, $addr, 1, 1, 100))->connect(...));
        $logger->suspends = false;
        if ($logger->lines === $lines) {
            Log::fault('a logger is not called any more in a fiber');
        }
    }

    /** The same for the comparison of messages. */
    private static function suspendInComparison(): void
    {
        self::suspend(static fn() => self::saying(new class {
            public function __toString(): string
            {
                Fiber::suspend();
                return 'text';
            }
        }) == self::saying('text'));
    }

    private static function saying(mixed $text): ConnInfoResp
    {
        $message = new class extends ConnInfoResp {
            public mixed $text;
        };
        $message->text = $text;
        return $message;
    }

    private static function suspend(Closure $does): void
    {
        self::$fibers[] = $fiber = new Fiber($does);
        $fiber->start();
        $fiber->isSuspended() || Log::fault('a fiber is not suspended in the middle of what it does');
    }
}
