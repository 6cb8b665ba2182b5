<?php
declare(strict_types=1);

namespace App;

use NetsvrBusiness\Laravel\Work\HasPeriodicWork;
use stdClass;

/** Names work that is none. */
final class WrongPeriodicHandler extends LeavingHandler implements HasPeriodicWork
{
    public static function periodic(): array
    {
        return [stdClass::class];
    }
}
