<?php
declare(strict_types=1);

namespace App;

use Illuminate\Auth\GenericUser;
use Illuminate\Auth\Middleware\Authenticate;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Route;
use Illuminate\Support\ServiceProvider;
use NetsvrBusiness\Laravel\Callbacks\GreetAndClaim;
use NetsvrBusiness\Laravel\Netsvr;

/** Users are whom the header X-User names; users may read their own orders, and enter rooms. */
final class AppServiceProvider extends ServiceProvider
{
    public function boot(): void
    {
        Netsvr::callbacks('/netsvr', SocketAuthenticator::class);
        Netsvr::callbacks('/greeted', Greeter::class);
        Netsvr::callbacks('/claimed', GreetAndClaim::class);
        Netsvr::claims('/netsvr/claim');
        Route::post('/claim', ClaimController::class)->middleware(Authenticate::class);
        Auth::viaRequest('test-header', static function (Request $request): ?GenericUser {
            $id = $request->header('X-User');
            return $id === null ? null : new GenericUser(['id' => (int)$id, 'name' => "user $id"]);
        });
        if ($this->app->make('config')->get('broadcasting.default') !== 'netsvr') {
            return;
        }
        Broadcast::routes(['middleware' => []]);
        Broadcast::channel('orders.{id}', static fn($user, string $id): bool => $user->id === (int)$id);
        Broadcast::channel('room.{id}', static fn($user, string $id): array => ['name' => $user->name]);
    }
}
