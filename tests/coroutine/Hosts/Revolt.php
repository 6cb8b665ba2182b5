<?php
/*
 * Revolt itself.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine\Hosts;

use NetsvrTests\Support\Revolt as Loop;
use Revolt\EventLoop;

final class Revolt extends Fibers
{
    public function __construct()
    {
        Loop::load(self::source());
    }

    public static function source(): string
    {
        return (string)getenv('REVOLT_DIR');
    }

    public static function needs(): string
    {
        return 'REVOLT_DIR: the folder of revolt/event-loop';
    }

    public function name(): string
    {
        return 'fibers under Revolt, ' . (new \ReflectionClass(EventLoop::getDriver()))->getShortName();
    }
}
