<?php
/*
 * config/autoload/netsvr.php as a test wants it.
 */
declare(strict_types=1);

namespace NetsvrTests\HyperfCoroutines;

use Hyperf\Contract\ConfigInterface;

final class Config implements ConfigInterface
{
    /** @param array<string, mixed>|null $netsvr null: there is no such file */
    public function __construct(private ?array $netsvr)
    {
    }

    public function get(string $key, mixed $default = null): mixed
    {
        return $key === 'netsvr' ? $this->netsvr ?? $default : $default;
    }

    public function has(string $keys): bool
    {
        return $keys === 'netsvr' && $this->netsvr !== null;
    }

    public function set(string $key, mixed $value): void
    {
        $this->netsvr = $value;
    }
}
