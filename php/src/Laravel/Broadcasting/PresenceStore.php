<?php
/*
 * The cache store that presence channels live in, and its locks. It has to be one that all processes of all hosts share:
 * what one writes the others read. Everything in it is arrays, texts and numbers, so that it needs no classes to be read.
 *
 * The store itself is asked, not the repository around it: that would make events of each look, which go on all day.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Cache\ArrayStore;
use Illuminate\Cache\FileStore;
use Illuminate\Contracts\Cache\Factory;
use Illuminate\Contracts\Cache\LockProvider;
use Illuminate\Contracts\Cache\Store;
use Illuminate\Contracts\Config\Repository as Config;
use NetsvrBusiness\Laravel\Support\SharedStore;

/** @internal */
final class PresenceStore
{
    /**
     * Why a store is refused that is one for all processes of a host. Its locks hold between them; on two hosts, each would
     * take the clients that joined through the other for strangers. And an expired lock can be taken over by two at once.
     */
    private const FILES = 'keeps files of one host, where clients of all hosts meet';
    /** Seconds after which a lock ends by itself, when its process has ended without releasing it. */
    private const LOCK_LASTS = 3;
    /** Seconds that a process may hold one and still write: what it has read is as it was. */
    private const LOCK_IS_SAFE = 1.5;
    /** Seconds after which another process may lead. */
    private const LEASE_LASTS = 3;
    /** Seconds to wait for a lock: longer than a process that has ended can hold it. */
    private const PATIENCE = 4.0;

    /** Seconds of holding a lock that are many: a store in memory takes one thousandth. */
    private const SLOW = 0.01;

    /** @var array<string, float> until when locks are left to others, by name */
    private array $othersFirst = [];

    public function __construct(private readonly Factory $cache, private readonly Config $config)
    {
    }

    /** @throws PresenceStoreException says which store cannot, why, and which setting names it */
    public function check(): void
    {
        $why = $this->unfit($store = $this->store());
        if ($why !== null) {
            throw new PresenceStoreException(sprintf(
                'netsvr: presence channels cannot keep their members in the cache store "%s" (%s): it %s. Set %s to a store'
                . ' that all processes share and that has locks: redis, database, memcached or dynamodb.',
                $this->name(),
                get_class($store),
                $why,
                $this->setting()
            ));
        }
    }

    public function isFit(): bool
    {
        return $this->unfit($this->store()) === null;
    }

    public function read(string $key): mixed
    {
        return $this->store()->get($key);
    }

    /**
     * @param list<string> $keys
     * @return array<string, mixed>
     */
    public function readAll(array $keys): array
    {
        // Redis takes no question for nothing.
        return $keys === [] ? [] : $this->store()->many($keys);
    }

    /**
     * @param int|null $seconds null: until it is taken away
     * @throws PresenceStoreException when the store has not kept it
     */
    public function write(string $key, mixed $value, ?int $seconds = null): void
    {
        $store = $this->store();
        $kept = $seconds === null ? $store->forever($key, $value) : $store->put($key, $value, $seconds);
        if (!$kept) {
            throw new PresenceStoreException(sprintf(
                'netsvr: the cache store "%s" has not kept %s (%d bytes): a value may be too large for it',
                $this->name(),
                $key,
                strlen(serialize($value))
            ));
        }
    }

    public function forget(string $key): void
    {
        $this->store()->forget($key);
    }

    /**
     * Does something while nobody else does anything under a lock of that name.
     *
     * @template T
     * @param callable(callable(): bool): T $work its argument says whether the lock is sure to hold still: to be asked before
     *     it writes
     * @param float|null $patience seconds to wait; null: longer than a process that has ended can hold it
     * @return T
     * @throws PresenceLockException
     */
    public function locked(string $name, callable $work, ?float $patience = null): mixed
    {
        $patience ??= self::PATIENCE;
        $lock = $this->provider()->lock($name, self::LOCK_LASTS);
        $this->giveWay($name);
        $began = self::now();
        // Laravel's block() sleeps a quarter of a second between two attempts; here a lock is held for milliseconds.
        for ($pause = 1_000; !$lock->get(); $pause = min($pause * 2, 20_000)) {
            if (self::now() - $began > $patience) {
                throw new PresenceLockException(sprintf(
                    'netsvr: the lock %s of the cache store "%s" was not to be had for %.1f seconds',
                    $name,
                    $this->name(),
                    $patience
                ));
            }
            usleep(random_int(intdiv($pause, 2), $pause));
        }
        $began = self::now();
        try {
            return $work(static fn(): bool => self::now() - $began < self::LOCK_IS_SAFE);
        } finally {
            $lock->release();
            $held = self::now() - $began;
            $this->othersFirst[$name] = $held > self::SLOW ? self::now() + $held : 0.0;
        }
    }

    /**
     * With a slow store, a process that wants the same lock again and again would have it nearly all the time, and others
     * would hardly ever find it free: it leaves them as long as it had it.
     */
    private function giveWay(string $name): void
    {
        $seconds = ($this->othersFirst[$name] ?? 0.0) - self::now();
        $seconds > 0 && usleep((int)($seconds * 1e6));
    }

    /**
     * Whether this process is the one that does something; to be asked again at least each second by those that want to.
     * Another one becomes it when its holder has not asked for a few seconds.
     *
     * @param string $owner what only this process is called
     */
    public function leads(string $name, string $owner): bool
    {
        $leader = $this->read($name);
        if ($leader === $owner) {
            $this->write($name, $owner, self::LEASE_LASTS);
            return true;
        }
        return $leader === null && $this->provider()->lock("$name:lock", self::LOCK_LASTS)->get(
            function () use ($name, $owner): bool {
                $isFree = $this->read($name) === null;
                $isFree && $this->write($name, $owner, self::LEASE_LASTS);
                return $isFree;
            }
        );
    }

    private function unfit(Store $store): ?string
    {
        if ($store instanceof ArrayStore && $this->config->get('netsvr.fake') === true) {
            // A test with NetBusFake, in which all is one process.
            return null;
        }
        $why = $store instanceof FileStore ? self::FILES : SharedStore::whyNot($store);
        return $why ?? ($store instanceof LockProvider ? null : 'has no locks');
    }

    private function store(): Store
    {
        return $this->cache->store($this->configured())->getStore();
    }

    private function provider(): LockProvider
    {
        $store = $this->store();
        $store instanceof LockProvider || $this->check();
        return $store;
    }

    private function configured(): ?string
    {
        $store = $this->config->get('netsvr.presence.store');
        return is_string($store) && $store !== '' ? $store : null;
    }

    private function name(): string
    {
        return $this->configured() ?? (string)$this->config->get('cache.default');
    }

    private function setting(): string
    {
        return $this->configured() !== null
            ? 'netsvr.presence.store (NETSVR_PRESENCE_STORE)'
            : 'CACHE_STORE (CACHE_DRIVER before Laravel 11), or only netsvr.presence.store (NETSVR_PRESENCE_STORE),';
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
