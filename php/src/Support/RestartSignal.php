<?php
/*
 * `netsvr:restart` asks the processes of `netsvr:work` for a restart, through the cache of the application: a time stands
 * there, and a process that finds another one than at its start restarts. So it reaches those on other hosts, too, as
 * queue:restart does. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;
use Throwable;

/** @internal */
final class RestartSignal
{
    public const DESCRIPTION = 'Restart the netsvr:work processes after their current event';
    public const SENT = 'All processes of netsvr:work have been asked to restart.';

    private const KEY = 'netsvr:work:restart';
    /** Seconds between two looks at the cache. */
    private const INTERVAL = 1.0;
    /** A cache that fails is left alone for so many times as long as that took: it may hang. */
    private const REST = 9;

    private float $lookedAt = 0.0;
    /** What stood there at the start; false: the cache has not told yet. */
    private mixed $known = false;

    /**
     * @param Closure(string): mixed $read what the cache has under a key; null: nothing
     * @param Closure(string, string): mixed $write puts a text there, for good
     */
    public function __construct(private readonly Closure $read, private readonly Closure $write)
    {
    }

    /** Asks all processes of the application. @throws Throwable what the cache throws */
    public function send(): void
    {
        ($this->write)(self::KEY, (string)microtime(true));
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
            $found = ($this->read)(self::KEY);
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
