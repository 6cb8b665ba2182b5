<?php
/*
 * What routes/*.php calls.
 *
 *     Netsvr::callbacks('/netsvr', SocketAuthenticator::class);
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel;

use Illuminate\Support\Facades\Route;
use NetsvrBusiness\Laravel\Callbacks\CallbackController;
use NetsvrBusiness\Support\Callbacks;

final class Netsvr
{
    /**
     * Routes for the callbacks of the gateways: POST to `$uri/open` and `$uri/close`. In whichever file and group they
     * stand, they have none of its middleware: a gateway has no session and no CSRF token, and all clients come from its
     * one address, which no limit may hold back. What lets it in is the secret of callbacks.secret.
     *
     * @param class-string<Callbacks> $callbacks made by the container for each call
     */
    public static function callbacks(string $uri, string $callbacks): void
    {
        foreach (['open', 'close'] as $callback) {
            $route = Route::post(rtrim($uri, '/') . "/$callback", [CallbackController::class, $callback]);
            $route->setAction(['middleware' => []] + $route->getAction())->defaults('callbacks', $callbacks);
        }
    }
}
