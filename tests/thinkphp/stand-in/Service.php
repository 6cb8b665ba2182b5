<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: what packages register.
 */
declare(strict_types=1);

namespace think;

use Closure;

abstract class Service
{
    public function __construct(protected App $app)
    {
    }

    protected function registerRoutes(Closure $closure)
    {
        // It has no HTTP.
    }

    protected function commands($commands)
    {
        Console::starting(static fn(Console $console) => $console->addCommands($commands));
    }
}
