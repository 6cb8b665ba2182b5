<?php
declare(strict_types=1);

namespace support;

/** Stand-in for Webman's: calls the Install class of each namespace of a package. */
final class Plugin
{
    public static function install(object $event): void
    {
        self::call($event, 'install');
    }

    public static function uninstall(object $event): void
    {
        self::call($event, 'uninstall');
    }

    private static function call(object $event, string $method): void
    {
        // As the real one: Composer has loaded no files of the project yet.
        require_once dirname(__DIR__) . '/helpers.php';
        foreach ($event->getOperation()->getPackage()->getAutoload()['psr-4'] ?? [] as $namespace => $folder) {
            if (defined("\\{$namespace}Install::WEBMAN_PLUGIN")) {
                ("\\{$namespace}Install::$method")();
            }
        }
    }
}
