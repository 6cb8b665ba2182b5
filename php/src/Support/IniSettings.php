<?php
/*
 * The extension's keys in a configuration file instead of php.ini: `max_packet_size` is `netsvr.max_packet_size`.
 * A key that is not named, or is null, keeps the value that PHP has for it. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use InvalidArgumentException;

/** @internal */
final class IniSettings
{
    private const SIZES = '64 to 4294967295 bytes, in digits, with or without K, M or G behind them';
    private const PAUSES = '0 to 86400000 milliseconds, in digits';
    private const BOOLEANS = '0 or 1';

    /** Which values there are, in the words of the extension, which says them of php.ini only. */
    public const KEYS = [
        'api' => '4, 8 or off, and the same for the whole process',
        'backoff_base_ms' => self::PAUSES,
        'backoff_max_ms' => self::PAUSES,
        'coalesce' => self::BOOLEANS,
        'confirm' => 'off or request',
        'coroutine' => 'auto or off',
        'dns_ttl' => '0 to 86400 seconds, in digits',
        'functions' => 'auto, 0 or 1',
        'gateway' => '5, 8, or one of both for single addresses, with one for all others before them or without:'
            . ' 8,10.0.0.1:6061=5 (php.ini wants quotes around it)',
        'handler_max_ms' => self::PAUSES,
        'log_level' => 'off, error, warn, info, debug or trace',
        'max_packet_size' => self::SIZES,
        'max_receive_buffer' => self::SIZES,
        'max_send_buffer' => self::SIZES,
        'on_query_failure' => 'throw or partial',
        'on_send_failure' => 'log or throw',
        'persistent' => self::BOOLEANS,
        'pool_size' => '1 to 1024 connections, in digits',
        'pool_wait_ms' => self::PAUSES,
        'reload_grace_ms' => '0 to 60000 milliseconds, in digits',
        'send_packet_limit' => self::SIZES,
        'shared' => '0, 1 or the absolute path of a file',
        'start' => 'any or all',
        'task_addrs' => '+1 or another number of ports above the worker port, an address host:port for single worker'
            . ' addresses, or both: +1,10.0.0.1:6061=10.0.0.1:7000 (php.ini wants quotes around it)',
        'text_check' => 'off, warn or throw',
        'timeout_backoff_ms' => self::PAUSES,
    ];

    /**
     * Sets what is named. Of keys that PHP reads only when it starts, it sees to it that they are as they are named.
     *
     * @param array<string, mixed> $settings by key, without `netsvr.`; null and '' name nothing
     * @throws InvalidArgumentException for a value that the key does not have, that php.ini would have to have, or for
     *     a key that there is not
     */
    public static function apply(array $settings): void
    {
        foreach ($settings as $key => $value) {
            if ($value !== null && $value !== '') {
                self::set((string)$key, $value);
            }
        }
    }

    private static function set(string $key, mixed $value): void
    {
        $name = "netsvr.$key";
        if (!isset(self::KEYS[$key])) {
            throw new InvalidArgumentException(
                "netsvr: the configuration has ini.$key, which is no key of the extension; there are "
                    . implode(', ', array_keys(self::KEYS))
            );
        }
        if (!is_scalar($value)) {
            throw new InvalidArgumentException(
                sprintf('netsvr: ini.%s is %s; it must be %s', $key, get_debug_type($value), self::KEYS[$key])
            );
        }
        // What env() makes of the words true and false.
        $text = is_bool($value) ? (string)(int)$value : (string)$value;
        $current = ini_get($name);
        if ($current === false) {
            throw new InvalidArgumentException(
                sprintf('netsvr: ini.%s: the extension %s has no %s; install a newer one', $key, phpversion('netsvr'), $name)
            );
        }
        if (self::isTheSame($key, $text, $current) || ini_set($name, $text) !== false) {
            return;
        }
        if (ini_get_all('netsvr')[$name]['access'] !== INI_ALL) {
            throw new InvalidArgumentException(
                "netsvr: ini.$key is \"$text\", but PHP has \"$current\", and takes $name from php.ini only, or from"
                    . " php_admin_value of the pool: write $name = \"$text\" there and restart PHP, or remove ini.$key"
            );
        }
        throw new InvalidArgumentException("netsvr: ini.$key is \"$text\"; $name must be " . self::KEYS[$key]);
    }

    private static function isTheSame(string $key, string $text, string $current): bool
    {
        return strcasecmp(trim($text), trim($current)) === 0
            // netsvr:work --processes gives its processes a file: they share, too.
            || ($key === 'shared' && trim($text) === '1' && str_starts_with(trim($current), '/'));
    }
}
