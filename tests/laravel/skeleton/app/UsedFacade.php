<?php
declare(strict_types=1);

namespace App;

use Illuminate\Support\Facades\Facade;

/** Of something that is made anew for each event. */
final class UsedFacade extends Facade
{
    protected static function getFacadeAccessor(): string
    {
        return 'used';
    }
}
