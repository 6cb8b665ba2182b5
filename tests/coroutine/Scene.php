<?php
/*
 * One scene: what is played, and for whom it makes sense.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use Closure;

final class Scene
{
    /**
     * @param Closure(Run): void $play outside of coroutines, in a process of its own
     * @param list<string> $hosts
     */
    public function __construct(public readonly Closure $play, public readonly ?array $hosts = null)
    {
    }

    public function isFor(string $host): bool
    {
        return $this->hosts === null || in_array($host, $this->hosts, true);
    }
}
