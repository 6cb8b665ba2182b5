<?php
/*
 * `php artisan netsvr:restart`: the restart of the processes of `netsvr:work`, in the default store of Laravel's cache.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Illuminate\Contracts\Cache\Factory;
use Illuminate\Contracts\Config\Repository;
use NetsvrBusiness\Support\RestartSignal as Signal;
use Throwable;

final class RestartSignal
{
    private readonly Signal $signal;

    public function __construct(Factory $cache, private readonly Repository $config)
    {
        $this->signal = new Signal(
            static fn(string $key): mixed => $cache->store()->get($key),
            static fn(string $key, string $text): mixed => $cache->store()->forever($key, $text)
        );
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
        $this->signal->send();
    }

    /** Takes what stands in the cache for known: at the start of a process. */
    public function ignoreEarlierOnes(): void
    {
        $this->signal->ignoreEarlierOnes();
    }

    /** Whether there has been a restart since the last one that it told of. */
    public function hasCome(): bool
    {
        return $this->signal->hasCome();
    }
}
