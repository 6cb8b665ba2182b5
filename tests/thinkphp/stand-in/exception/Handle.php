<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: writes exceptions into the log.
 */
declare(strict_types=1);

namespace think\exception;

use think\App;
use Throwable;

class Handle
{
    public function __construct(protected App $app)
    {
    }

    public function report(Throwable $exception): void
    {
        $this->app->make('log')->record("[{$exception->getCode()}]{$exception->getMessage()}", 'error');
    }
}
