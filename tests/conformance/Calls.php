<?php
/*
 * What generated classes were called with, in the order of the calls, and what they answer.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Calls
{
    /** @var list<string> */
    public static array $made = [];
    /** @var array<string, string> what differs from run to run => what is noted instead */
    public static array $names = [];
    /** @var list<string>|null the methods that are answered; null for all. A mock answers the others with nothing. */
    public static ?array $needed = null;

    public static function note(string $who, string $method, array $arguments): void
    {
        $line = ($who === '' ? '' : "$who.") . $method . '(' . implode(', ', array_map(self::show(...), $arguments)) . ')';
        self::$made[] = strtr($line, self::$names);
    }

    /** Of an implementation: its answer for the method, a closure's result, or what the type has for nothing. */
    public static function answer(object $object, string $method, array $arguments, string $type): mixed
    {
        self::note($object->is, $method, $arguments);
        $needed = self::$needed === null || in_array("$object->is.$method", self::$needed, true);
        if ($needed && array_key_exists($method, $object->answers)) {
            $answer = $object->answers[$method];
            return $answer instanceof \Closure ? $answer(...$arguments) : $answer;
        }
        return match (true) {
            $type === '' || $type === 'void' || $type === 'mixed' || str_starts_with($type, '?') => null,
            str_contains($type, 'bool') || str_contains($type, 'false') => false,
            str_contains($type, 'int') => 0,
            str_contains($type, 'string') => '',
            str_contains($type, 'array') => [],
            default => null,
        };
    }

    /** Notes what the properties of a child are. */
    public static function probe(\Closure $read, array $properties): array
    {
        $types = [];
        foreach ($properties as $property) {
            $value = $read($property);
            $types[] = "$property " . (is_object($value) ? 'object' : get_debug_type($value))
                . (is_array($value) ? ' of ' . count($value) : '');
        }
        sort($types);
        self::$made[] = 'properties: ' . implode(', ', $types);
        return $types;
    }

    public static function show(mixed $value): string
    {
        if (is_object($value)) {
            return $value instanceof \Throwable ? 'a Throwable' : 'an object';
        }
        if (is_resource($value)) {
            return 'a stream';
        }
        if (is_array($value)) {
            $elements = [];
            foreach ($value as $key => $element) {
                $elements[] = (array_is_list($value) ? '' : "$key => ") . self::show($element);
            }
            return '[' . implode(', ', $elements) . ']';
        }
        if (is_string($value) && preg_match('~[^ -\~]~', $value)) {
            return '0x' . bin2hex($value);
        }
        return var_export($value, true);
    }
}
