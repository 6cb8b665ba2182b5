<?php
/*
 * What the tests of users need beside EchoServiceProvider: routes that notify somebody, throw them out, and ask whether
 * they are online.
 */
declare(strict_types=1);

namespace EchoTests;

use App\Customer;
use App\OrderPaid;
use Illuminate\Http\Request;
use Illuminate\Notifications\NotificationServiceProvider;
use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Route;
use Illuminate\Support\ServiceProvider;
use NetsvrBusiness\Laravel\Netsvr;
use NetsvrBusiness\Laravel\Notifications\NetsvrMessage;

final class UsersServiceProvider extends ServiceProvider
{
    public function register(): void
    {
        $this->app->register(NotificationServiceProvider::class);
    }

    public function boot(): void
    {
        Broadcast::channel('App.Customer.{id}', static fn($user, string $id): bool => $user->id === (int)$id);
        // {user, data, event?}
        Route::post('/notify', static function (Request $request): array {
            [$event, $data] = [$request->json('event'), $request->json('data')];
            $message = $event === null ? $data : new NetsvrMessage($event, $data);
            (new Customer((int)$request->json('user')))->notify(new OrderPaid($message));
            return [];
        });
        Route::post('/online', static fn(Request $request): array => ['online' => Netsvr::isOnline((int)$request->json('user'))]);
        Route::post('/disconnect', static function (Request $request): array {
            Netsvr::disconnect((int)$request->json('user'));
            return [];
        });
    }
}
