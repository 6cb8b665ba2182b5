<?php
/* As in a Laravel project. */
declare(strict_types=1);

use Illuminate\Foundation\Application;

return Application::configure(dirname(__DIR__))
    ->withRouting(web: __DIR__ . '/../routes/web.php', channels: __DIR__ . '/../routes/channels.php', health: '/up')
    ->withMiddleware(static fn($middleware) => $middleware->validateCsrfTokens(except: ['*']))
    ->withExceptions()
    ->create();
