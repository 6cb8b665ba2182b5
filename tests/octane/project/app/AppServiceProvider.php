<?php
declare(strict_types=1);

namespace App;

use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\Route;
use Illuminate\Auth\GenericUser;
use Illuminate\Http\Request;
use Illuminate\Support\ServiceProvider;
use Laravel\Octane\Facades\Octane;
use NetsvrBusiness\NetBus;

final class AppServiceProvider extends ServiceProvider
{
    public function boot(): void
    {
        // Who asks is who the request says.
        Auth::viaRequest('test', static fn(Request $request): ?GenericUser =>
            $request->has('user') ? new GenericUser(['id' => $request->input('user')]) : null);
        config(['auth.guards.test' => ['driver' => 'test'], 'auth.defaults.guard' => 'test']);
        if (env('TEST_TICK') && $this->app->bound(\Swoole\Http\Server::class)) {
            Octane::tick('test', static fn() => NetBus::broadcast('tick'))->seconds(1);
        }
    }
}
