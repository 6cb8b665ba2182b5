<?php
/*
 * Stands in for hyperf/process, and keeps what has been bound.
 */
declare(strict_types=1);

namespace Hyperf\Process;

use Psr\Container\ContainerInterface;

abstract class AbstractProcess
{
    /** @var list<self> */
    public static array $bound = [];

    public string $name = 'process';

    public int $nums = 1;

    public bool $enableCoroutine = true;

    protected int $restartInterval = 5;

    public function __construct(protected ContainerInterface $container)
    {
    }

    abstract public function handle(): void;

    public function bind($server): void
    {
        self::$bound[] = $this;
    }
}
