<?php
declare(strict_types=1);

namespace Webman;

use Workerman\Worker;

/** Stand-in for Webman's. */
interface Bootstrap
{
    public static function start(?Worker $worker);
}
