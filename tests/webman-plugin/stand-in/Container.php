<?php
declare(strict_types=1);

namespace Webman;

/** Stand-in for Webman's. */
final class Container
{
    public function make(string $name, array $constructor = []): object
    {
        return new $name(...array_values($constructor));
    }
}
