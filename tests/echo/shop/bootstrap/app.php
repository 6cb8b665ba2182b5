<?php
/* As in a new Laravel project: of Laravel 11 and newer, or of one before, where App\Providers\ShopServiceProvider loads the routes. */
declare(strict_types=1);

use Illuminate\Foundation\Application;

if (method_exists(Application::class, 'configure')) {
    return Application::configure(dirname(__DIR__))
        ->withRouting(web: __DIR__ . '/../routes/web.php', channels: __DIR__ . '/../routes/channels.php')
        ->withMiddleware(static fn() => null)
        ->withExceptions(static fn() => null)
        ->create();
}
$app = new Application(dirname(__DIR__));
$app->singleton(Illuminate\Contracts\Http\Kernel::class, App\Http\Kernel::class);
$app->singleton(Illuminate\Contracts\Console\Kernel::class, Illuminate\Foundation\Console\Kernel::class);
$app->singleton(Illuminate\Contracts\Debug\ExceptionHandler::class, Illuminate\Foundation\Exceptions\Handler::class);
return $app;
