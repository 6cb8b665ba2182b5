<?php
/*
 * What the classes of the plugin share: its configuration, and the log.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

use NetsvrBusiness\Support\Gateways;
use Psr\Log\LoggerInterface;
use support\Log;

/** @internal */
final class Plugin
{
    /** Where its configuration is in a project. */
    public const FOLDER = 'config/plugin/netsvr/netsvr-php';

    /** @return array<string, mixed> config/plugin/netsvr/netsvr-php/app.php */
    public static function config(): array
    {
        return (array)config('plugin.netsvr.netsvr-php.app', []);
    }

    /** @throws \InvalidArgumentException for a setting that cannot be right */
    public static function gateways(): Gateways
    {
        return Gateways::fromConfig(self::config());
    }

    /** @param string $callback `open` or `close` */
    public static function callbackPath(string $callback): string
    {
        return rtrim((string)(self::config()['callbacks']['path'] ?? '/netsvr'), '/') . "/$callback";
    }

    public static function logger(): LoggerInterface
    {
        return Log::channel((string)(self::config()['log_channel'] ?? 'default'));
    }
}
