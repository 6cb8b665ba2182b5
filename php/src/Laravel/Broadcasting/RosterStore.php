<?php
/*
 * The roster in the cache: one process at a time changes it. The store itself is asked, not the repository around it, which
 * would make events of each look.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Closure;
use Illuminate\Contracts\Cache\LockProvider;
use Illuminate\Contracts\Cache\Store;
use Illuminate\Contracts\Container\Container;
use NetsvrBusiness\Laravel\Support\SharedStore;
use NetsvrBusiness\Laravel\Support\StoreNotShared;

/** @internal */
final class RosterStore
{
    /** Seconds. */
    private const LOCK_LASTS = 3;
    private const KEPT = 86400;
    /** Attempts to get the lock, and microseconds between two. */
    private const ATTEMPTS = 10;
    private const PAUSE = 10_000;

    private readonly string $key;
    private ?Store $store = null;

    public function __construct(private readonly Container $container, Applications $applications)
    {
        $application = $applications->default();
        $this->key = "netsvr:roster:$application->prefix$application->id";
    }

    /** @throws StoreNotShared when the default store of the cache is none that all processes share */
    public function check(): void
    {
        $this->store();
    }

    /**
     * @param Closure(Roster): void $change
     * @return bool whether it was changed; not when others are at it all the time
     * @throws StoreNotShared
     */
    public function change(Closure $change): bool
    {
        $store = $this->store();
        $lock = $store instanceof LockProvider ? $store->lock("$this->key:lock", self::LOCK_LASTS) : null;
        for ($attempt = 1; $lock !== null && !$lock->get(); $attempt++) {
            if ($attempt === self::ATTEMPTS) {
                return false;
            }
            usleep(self::PAUSE);
        }
        try {
            $roster = Roster::from($store->get($this->key));
            $change($roster);
            $store->put($this->key, $roster->toArray(), self::KEPT);
        } finally {
            $lock?->release();
        }
        return true;
    }

    private function store(): Store
    {
        return $this->store ??= SharedStore::of($this->container, 'Repairs of gaps', 'CACHE_STORE', null)->getStore();
    }
}
