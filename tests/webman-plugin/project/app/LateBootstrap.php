<?php
declare(strict_types=1);

namespace app;

use Workerman\Worker;

/** The first of the plugin's processes is slow: the other one is at the gateways before it. */
final class LateBootstrap implements \Webman\Bootstrap
{
    public static function start(?Worker $worker): void
    {
        if ($worker?->id === 0 && str_contains($worker->name, 'netsvr-php.main')) {
            usleep(700_000);
        }
    }
}
