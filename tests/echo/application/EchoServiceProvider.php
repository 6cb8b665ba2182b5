<?php
/*
 * What the tests with Echo need of an application, beside what tests/laravel/skeleton has: a route that broadcasts, one that
 * signs users in, a page for a browser.
 */
declare(strict_types=1);

namespace EchoTests;

use Illuminate\Http\Request;
use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Route;
use Illuminate\Support\ServiceProvider;
use Illuminate\Translation\TranslationServiceProvider;
use NetsvrBusiness\Laravel\Netsvr;

final class EchoServiceProvider extends ServiceProvider
{
    public function register(): void
    {
        // Laravel's pages for errors are translated.
        $this->app->register(TranslationServiceProvider::class);
    }

    public function boot(): void
    {
        Broadcast::channel('cache-orders.{id}', static fn($user, string $id): bool => $user->id === (int)$id);
        // {event, channels, data, others?}
        Route::post('/say', static function (Request $request): array {
            $said = broadcast(new Said($request->json('event'), $request->json('channels'), $request->json('data', [])));
            $request->json('others') && $said->toOthers();
            return [];
        });
        Route::post('/disconnect', static function (Request $request): array {
            Netsvr::disconnect($request->json('user'));
            return [];
        });
        // With the build of pusher-js that ?script= names.
        Route::get('/page', static function (Request $request): string {
            $page = (string)file_get_contents(__DIR__ . '/page.html');
            return str_replace('/js/pusher.js', '/js/' . basename((string)$request->query('script', 'pusher.js')), $page);
        });
        // Laravel has it as Broadcast::userRoutes() since 9.
        Route::post('/broadcasting/user-auth', static function (Request $request) {
            return Broadcast::connection()->resolveAuthenticatedUser($request) ?? abort(403);
        });
    }
}
