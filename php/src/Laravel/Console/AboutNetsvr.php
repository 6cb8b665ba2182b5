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
use NetsvrBusiness\Laravel\Broadcasting\ChannelHandler;
use NetsvrBusiness\Laravel\Broadcasting\PusherHandler;
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
        $handler = (string)$config->get('netsvr.work.handler');
        return [
            'Extension' => (string)phpversion('netsvr'),
            'API' => (string)ini_get('netsvr.api'),
            'Gateways' => self::said(static fn(): string => self::gateways($container->make(Gateways::class))),
            'Applications' => self::said(static fn(): string => self::applications($container->make(Applications::class))),
            'Handler' => $handler,
            'Dialect' => self::dialect($handler),
            'Health' => json_encode($config->get('netsvr.health')) ?: '',
        ];
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

    private static function dialect(string $handler): string
    {
        return match (true) {
            is_a($handler, PusherHandler::class, true) => 'Pusher Channels, protocol 7',
            is_a($handler, ChannelHandler::class, true) => 'netsvr:subscribe, JSON',
            default => 'of the handler',
        };
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
