<?php
/* As in a Laravel project: of Laravel 11 and newer, or of one before, where classes of the project say the same. */
declare(strict_types=1);

use Illuminate\Foundation\Application;
use Illuminate\Foundation\Configuration\Exceptions;

if (method_exists(Application::class, 'configure')) {
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
}
$app = new Application(dirname(__DIR__));
$app->singleton(Illuminate\Contracts\Http\Kernel::class, App\HttpKernel::class);
$app->singleton(Illuminate\Contracts\Console\Kernel::class, Illuminate\Foundation\Console\Kernel::class);
$app->singleton(Illuminate\Contracts\Debug\ExceptionHandler::class, App\ExceptionHandler::class);
return $app;
