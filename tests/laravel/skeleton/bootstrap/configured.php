<?php
/* What bootstrap/app.php is in Laravel 11 and newer. */
declare(strict_types=1);

use Illuminate\Foundation\Application;
use Illuminate\Foundation\Configuration\Exceptions;

return Application::configure(dirname(__DIR__))
    ->withRouting(health: '/up')
    ->withExceptions(static function (Exceptions $exceptions): void {
        $exceptions->report(static function (RuntimeException $e): void {
            if ($e->getMessage() === 'not to be reported') {
                throw new LogicException('reporting fails');
            }
        });
    })
    ->create();
