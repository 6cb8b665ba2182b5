<?php
declare(strict_types=1);

namespace support;

/** Stand-in for Webman's. */
final class Container
{
    public static function __callStatic(string $name, array $arguments): mixed
    {
        return config('container')->$name(...$arguments);
    }
}
