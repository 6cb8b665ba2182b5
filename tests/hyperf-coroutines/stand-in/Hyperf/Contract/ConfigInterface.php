<?php
/*
 * Stands in for hyperf/contract.
 */
declare(strict_types=1);

namespace Hyperf\Contract;

interface ConfigInterface
{
    public function get(string $key, mixed $default = null): mixed;

    public function has(string $keys): bool;

    public function set(string $key, mixed $value): void;
}
