<?php
declare(strict_types=1);

namespace Webman;

/** Stand-in for Webman's. */
final class Container
{
    /** @var array<string, object> */
    private array $made = [];

    public function get(string $name): object
    {
        return $this->made[$name] ??= $this->make($name);
    }

    public function make(string $name, array $constructor = []): object
    {
        return new $name(...array_values($constructor));
    }
}
