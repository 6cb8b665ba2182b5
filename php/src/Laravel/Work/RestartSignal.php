<?php
/*
 * `php artisan netsvr:restart` asks the processes of `netsvr:work` for a restart, through the cache: a time stands there,
 * and a process that finds another one than at its start restarts. So it reaches those on other hosts, too, as
 * queue:restart does.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Illuminate\Contracts\Cache\Factory;
use Illuminate\Contracts\Config\Repository;
use Throwable;

final class RestartSignal
{
    private const KEY = 'netsvr:work:restart';
    /** Seconds between two looks at the cache. */
    private const INTERVAL = 1.0;
    /** A cache that fails is left alone for so many times as long as that took: it may hang. */
    private const REST = 9;

    private float $lookedAt = 0.0;
    /** What stood there at the start; false: the cache has not told yet. */
    private mixed $known = false;

    public function __construct(private readonly Factory $cache, private readonly Repository $config)
    {
    }

    /** Whether other processes can see what this one puts into the cache; else the reason why not. */
    public function obstacle(): ?string
    {
        $store = $this->config->get('cache.default');
        $driver = $this->config->get("cache.stores.$store.driver");
        return in_array($driver, ['array', 'null'], true)
            ? "The cache store $store ($driver) keeps nothing for other processes: netsvr:work does not hear of a restart."
                . ' Take another one (CACHE_STORE), or send SIGTERM, or SIGHUP with --processes.'
            : null;
    }

    /** Asks all processes of the application. @throws Throwable what the cache throws */
    public function send(): void
    {
        $this->cache->store()->forever(self::KEY, (string)microtime(true));
    }

    /** Takes what stands in the cache for known: at the start of a process. */
    public function ignoreEarlierOnes(): void
    {
        $this->known = false;
        $this->lookedAt = 0.0;
        $this->hasCome();
    }

    /**
     * Whether there has been a restart since the last one that it told of. Looks at most once a second, and takes a cache
     * that fails for no reason to end.
     */
    public function hasCome(): bool
    {
        $now = hrtime(true) / 1e9;
        if ($now - $this->lookedAt < self::INTERVAL) {
            return false;
        }
        $this->lookedAt = $now;
        try {
            $found = $this->cache->store()->get(self::KEY);
        } catch (Throwable) {
            // Whoever uses the cache for more than this hears of it there.
            $this->lookedAt += (self::REST + 1) * (hrtime(true) / 1e9 - $now);
            return false;
        }
        [$before, $this->known] = [$this->known, $found];
        // Nothing there: the cache has been emptied.
        return $before !== false && $found !== null && $found !== $before;
    }
}
