<?php
declare(strict_types=1);

namespace App;

use Illuminate\Cache\ArrayStore;
use Illuminate\Cache\Repository;
use Illuminate\Support\Facades\Cache;
use Illuminate\Support\ServiceProvider;
use RuntimeException;

/** The cache driver `failing`: a server that is down. */
final class FailingCacheServiceProvider extends ServiceProvider
{
    public function boot(): void
    {
        Cache::extend('failing', fn(): Repository => new Repository(new class extends ArrayStore {
            public function get($key)
            {
                file_put_contents(storage_path('asked'), "$key\n", FILE_APPEND);
                throw new RuntimeException('the cache is down');
            }
        }));
    }
}
