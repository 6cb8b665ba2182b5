<?php
/*
 * Stand-in for Webman: what is run in every process at its start.
 */
declare(strict_types=1);

namespace Webman;

use Workerman\Worker;

interface Bootstrap
{
    public static function start(?Worker $worker);
}
