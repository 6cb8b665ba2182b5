<?php
/*
 * The section of `php artisan about` (Laravel 9.21 and newer). It says what is configured, asks no gateway, and shows no
 * secret.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Illuminate\Contracts\Config\Repository;
use Illuminate\Contracts\Container\Container;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\Dialect;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Gateways;
use Throwable;

/** @internal */
final class AboutNetsvr
{
    /** @return array<string, string> by label */
    public static function lines(Container $container): array
    {
        if (!Extension::isThere()) {
            return ['Extension' => Extension::missing()];
        }
        $config = $container->make(Repository::class);
        return [
            'Extension' => (string)phpversion('netsvr'),
            'API' => (string)ini_get('netsvr.api'),
            'Gateways' => self::said(static fn(): string => self::gateways($container->make(Gateways::class))),
            'Applications' => self::said(static fn(): string => self::applications($container->make(Applications::class))),
            'Broadcasting' => self::broadcasting($config),
            'Dialect' => self::said(static fn(): string => Dialect::checked($config->get('netsvr.dialect'))),
            'Handler' => self::said(static fn(): string => (string)$config->get('netsvr.work.handler')
                ?: Dialect::handler($config->get('netsvr.dialect'))),
            'Health' => (string)($config->get('netsvr.health') ?: 'off'),
        ];
    }

    /** Events go to the default connection: who has forgotten to choose it sees none arrive, and no error. */
    private static function broadcasting(Repository $config): string
    {
        $connection = (string)$config->get('broadcasting.default');
        $driver = (string)$config->get("broadcasting.connections.$connection.driver");
        return $driver === 'netsvr' ? $connection : sprintf(
            'events go to "%s" (broadcasting.default), not to the gateways: set BROADCAST_CONNECTION=netsvr, before Laravel 11'
                . ' BROADCAST_DRIVER=netsvr',
            $connection
        );
    }

    private static function gateways(Gateways $gateways): string
    {
        return implode(', ', $gateways->workerAddrs) . ' (' . ini_get('netsvr.gateway') . ')';
    }

    /** Ids and keys: what every client knows. */
    private static function applications(Applications $applications): string
    {
        return implode(', ', array_map(
            static fn(Application $app): string => "$app->id (key $app->key)",
            array_values($applications->all())
        ));
    }

    /**
     * What is configured wrong belongs into this very list.
     *
     * @param callable(): string $line
     */
    private static function said(callable $line): string
    {
        try {
            return $line();
        } catch (Throwable $thrown) {
            return $thrown->getMessage();
        }
    }
}
