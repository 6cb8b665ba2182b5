<?php
/*
 * Asks each connection for a sign of life before its gateway takes it for dead. Client libraries ask by themselves only
 * while nothing comes: one that is sent messages all the time, and sends none, would be thrown out. They answer a
 * pusher:ping. The connections are asked in portions, so that the answers do not come all at once.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Cache\Factory;
use Illuminate\Contracts\Config\Repository;
use InvalidArgumentException;
use NetsvrBusiness\Laravel\Work\Periodic;
use NetsvrBusiness\NetBus;
use Throwable;

final class Pings implements Periodic
{
    private const PING = '{"event":"pusher:ping","data":"{}"}';
    /** Of the activity timeout: a ping comes before the client's own. */
    private const SHARE = 0.75;
    /** Seconds for which a store that has failed is not asked: a call may take long until it fails. */
    private const PAUSE = 30.0;

    private readonly float $slot;
    private ?int $last = null;
    private float $noStoreUntil = 0.0;

    public function __construct(
        private readonly Applications $applications,
        private readonly Factory $cache,
        Repository $config,
        private readonly RareLog $log
    ) {
        $this->slot = self::activityTimeout($config) * self::SHARE / Application::GROUPS;
    }

    /** @throws InvalidArgumentException when it is no positive number */
    public static function activityTimeout(Repository $config): int
    {
        $seconds = $config->get('netsvr.activity_timeout', 60);
        if (!is_numeric($seconds) || (int)$seconds < 1) {
            throw new InvalidArgumentException('netsvr: activity_timeout has to be a number of seconds');
        }
        return (int)$seconds;
    }

    public function tick(): void
    {
        $now = (int)(microtime(true) / $this->slot);
        $first = max($this->last ?? $now - 1, $now - Application::GROUPS) + 1;
        $this->last = $now;
        for ($slot = $first; $slot <= $now; $slot++) {
            foreach ($this->applications->all() as $application) {
                if ($this->isFirst("netsvr:ping:$application->prefix$application->id:", $slot)) {
                    NetBus::topicPublish($application->groups()[$slot % Application::GROUPS], self::PING);
                }
            }
        }
    }

    /**
     * The slots are the same in all processes: one of them asks. Keys come again with each round, because some stores
     * never remove what has expired. Without the store all processes ask: one question too many harms nobody.
     */
    private function isFirst(string $key, int $slot): bool
    {
        if (self::now() < $this->noStoreUntil) {
            return true;
        }
        $round = $this->slot * Application::GROUPS;
        try {
            return $this->cache->store()->add($key . $slot % Application::GROUPS, 1, max(1, (int)($round / 2)));
        } catch (Throwable $thrown) {
            $this->noStoreUntil = self::now() + self::PAUSE;
            $this->log->tell('error', 'pings', 'netsvr: the cache store (cache.default) does not answer, so each'
                . " process of netsvr:work asks all clients for a sign of life: {$thrown->getMessage()}");
            return true;
        }
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
