<?php
/*
 * A process of a Webman project that has the bootstrap of examples/webman: a worker with that name, or a console
 * command. What happens in it is reported to the test.
 */
declare(strict_types=1);

namespace NetsvrTests\Webman;

use app\NetsvrBootstrap;
use Closure;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\Host;
use support\Log;

require __DIR__ . '/Webman/Bootstrap.php';
require __DIR__ . '/support/Log.php';

final class WebmanWorker
{
    /**
     * @param list<string> $addrs
     * @param string|null $name of the worker; null for a console command
     * @param Closure|null $then called with the BusinessProcess once the bootstrap has run
     */
    public static function start(Host $host, array $addrs, ?string $name, ?Closure $then = null): Business
    {
        return Business::start(
            $host,
            $addrs,
            run: static function (BusinessProcess $me) use ($addrs, $name, $then): void {
                putenv('NETSVR_WORKER_ADDR=' . implode(',', $addrs));
                Log::$logger = $me->logger;
                $boot = static function ($worker) use ($me, $then): void {
                    require_once dirname(__DIR__, 2) . '/examples/webman/NetsvrBootstrap.php';
                    NetsvrBootstrap::start($worker);
                    $then === null || $then($me);
                };
                if ($name === null) {
                    $me->host->load();
                    $boot(null);
                } else {
                    $me->runWorkerman($name, $boot, static fn() => $me->report('the callback that was there'));
                }
            }
        );
    }
}
