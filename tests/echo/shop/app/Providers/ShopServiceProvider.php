<?php
declare(strict_types=1);

namespace App\Providers;

use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Route;
use Illuminate\Support\ServiceProvider;

/** What RouteServiceProvider and BroadcastServiceProvider do in projects before Laravel 11. */
final class ShopServiceProvider extends ServiceProvider
{
    public function boot(): void
    {
        Route::middleware('web')->group(base_path('routes/web.php'));
        Broadcast::routes();
        require base_path('routes/channels.php');
    }
}
