<?php
/*
 * A socket whose connect() does something first, which may suspend.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use Closure;

trait SlowConnect
{
    public static Closure $before;

    public function connect(): bool
    {
        (self::$before)();
        return parent::connect();
    }
}
