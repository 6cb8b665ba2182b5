<?php
/*
 * The last event of each cache channel, in the cache store of the application: who subscribes gets it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Cache\Factory;

final class CacheChannels
{
    /** Seconds for which an event is kept. */
    private const KEPT = 1800;

    public function __construct(private readonly Factory $cache)
    {
    }

    public function keep(Application $application, string $channel, string $text): void
    {
        $this->cache->store()->put(self::key($application, $channel), $text, self::KEPT);
    }

    /** The text of the last event; null when there is none. */
    public function last(Application $application, string $channel): ?string
    {
        $text = $this->cache->store()->get(self::key($application, $channel));
        return is_string($text) ? $text : null;
    }

    private static function key(Application $application, string $channel): string
    {
        return 'netsvr:cache:' . hash('xxh128', $application->topic($channel));
    }
}
