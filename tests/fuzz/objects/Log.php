<?php
/*
 * What a sequence does, line by line, before it does it: whatever ends the process finds it written. Shows values
 * without running user code.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Closure;

final class Log
{
    /** A line that the driver takes for a fault. */
    public const FAULT = 'FUZZ FAULT: ';

    /** @var resource|null */
    private static $stream = null;
    /** @var array<string, true> */
    private static array $named = [];

    public static function open(): void
    {
        self::$stream = fopen('php://stderr', 'w');
    }

    public static function line(string $text): void
    {
        if (is_resource(self::$stream)) {
            fwrite(self::$stream, "$text\n");
        }
    }

    public static function fault(string $text): void
    {
        if (!isset(self::$named[$text])) {
            self::$named[$text] = true;
            self::line(self::FAULT . $text);
        }
    }

    public static function show(mixed $value, int $depth = 0): string
    {
        return match (true) {
            is_null($value) => 'null',
            is_bool($value) => $value ? 'true' : 'false',
            is_int($value), is_float($value) => (string)$value,
            is_string($value) => strlen($value) > 40
                ? 'string of ' . strlen($value)
                : '"' . addcslashes($value, "\0..\37\"\\\177..\377") . '"',
            is_array($value) => $depth > 1 ? 'array' : self::showArray($value, $depth),
            $value instanceof Closure => 'closure',
            is_object($value) => get_class($value) . '#' . spl_object_id($value),
            default => get_debug_type($value),
        };
    }

    private static function showArray(array $values, int $depth): string
    {
        $shown = [];
        foreach (array_slice($values, 0, 4, true) as $key => $value) {
            $shown[] = (array_is_list($values) ? '' : self::show($key) . ' => ') . self::show($value, $depth + 1);
        }
        return '[' . implode(', ', $shown) . (count($values) > 4 ? ', … ' . count($values) . ' of them' : '') . ']';
    }
}
