<?php
/*
 * The value notation of the recorded data, read into PHP values, and a canonical text for any PHP value, by
 * which results are compared: it tells int from float, -0.0 from 0.0 and a list from a map, and NAN equals
 * NAN. Knows nothing of NetBus.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Values
{
    /** Reads a recorded value; a message is made anew by each call. */
    public static function decode(mixed $recorded): mixed
    {
        if (!is_array($recorded)) {
            return $recorded;
        }
        if (array_is_list($recorded)) {
            return array_map(self::decode(...), $recorded);
        }
        return match (true) {
            isset($recorded['$map']) => self::map($recorded['$map']),
            isset($recorded['$b64']) => base64_decode($recorded['$b64'], true),
            isset($recorded['$float']) => ['NAN' => NAN, 'INF' => INF, '-INF' => -INF][$recorded['$float']],
            isset($recorded['$msg']) => self::message($recorded['$msg'], $recorded['set']),
            isset($recorded['$getter']) => self::message($recorded['$getter'][0], $recorded['set'])->{$recorded['$getter'][1]}(),
            default => array_map(self::decode(...), $recorded),
        };
    }

    private static function map(array $pairs): array
    {
        $map = [];
        foreach ($pairs as [$key, $value]) {
            $map[self::decode($key)] = self::decode($value);
        }
        return $map;
    }

    private static function message(string $name, array $set): object
    {
        $class = Api::current()->message($name);
        $message = new $class();
        foreach ($set as [$field, $value]) {
            $message->{'set' . $field}(self::decode($value));
        }
        return $message;
    }

    public static function show(mixed $value): string
    {
        return match (true) {
            is_string($value) => self::text($value),
            is_float($value) => is_finite($value) ? var_export($value, true) : (string)$value,
            is_array($value) => self::entries($value),
            is_object($value) => 'object ' . get_class($value),
            default => strtolower(var_export($value, true)),
        };
    }

    private static function entries(array $value): string
    {
        $list = array_is_list($value);
        $shown = [];
        foreach ($value as $key => $element) {
            $shown[] = ($list ? '' : self::show($key) . ': ') . self::show($element);
        }
        return $list ? '[' . implode(', ', $shown) . ']' : '{' . implode(', ', $shown) . '}';
    }

    private static function text(string $value): string
    {
        $text = json_encode($value, JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
        return $text === false ? 'bytes ' . bin2hex($value) : $text;
    }
}
