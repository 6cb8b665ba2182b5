<?php
/*
 * The small loop of tests/support/revolt: it stands in for Revolt where that is not at hand.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine\Hosts;

use NetsvrTests\Support\Revolt as Loop;

final class StandIn extends Fibers
{
    public function __construct()
    {
        Loop::load('');
    }

    public static function source(): string
    {
        return dirname(__DIR__, 2) . '/support/revolt';
    }

    public static function needs(): string
    {
        return '';
    }

    public function name(): string
    {
        return 'fibers under the stand-in for Revolt';
    }
}
