<?php
/*
 * What must work whatever went before in the same process.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Netsvr\ConnInfoResp;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use Throwable;

final class Health
{
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
}
