<?php

use App\Events\OrderChanged;
use App\Events\Said;
use App\Models\User;
use App\Notifications\OrderShipped;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\Cache;
use Illuminate\Support\Facades\Hash;
use Illuminate\Support\Facades\Route;
use Illuminate\Support\Str;
use NetsvrBusiness\Laravel\Netsvr;

// The page; for a guest it is a form with a name.
Route::get('/', function (Request $request) {
    $user = $request->user();
    if ($user !== null && Cache::has("out.$user->id")) {
        Auth::logout();

        return view('shop', ['user' => null, 'message' => 'You have been shown the door. Try again in a minute.']);
    }

    return view('shop', ['user' => $user, 'message' => null]);
})->name('login');

// A name is enough here: a real shop asks for more. Whoever calls themselves "keeper" keeps the shop.
Route::post('/login', function (Request $request) {
    $name = $request->validate(['name' => ['required', 'alpha_dash', 'max:30']])['name'];
    $user = User::firstOrCreate(
        ['email' => Str::lower($name).'@shop.test'],
        ['name' => $name, 'password' => Hash::make(Str::random(40))],
    );
    Auth::login($user);
    $request->session()->regenerate();

    return redirect('/');
});

Route::middleware('auth')->group(function () {
    // An order is an entry in the cache: this is about what the customer sees of it.
    Route::post('/orders', function (Request $request) {
        Cache::add('orders', 0);
        $id = Cache::increment('orders');
        Cache::put("order.$id", $request->user()->id, 3600);
        OrderChanged::dispatch($id, $request->user()->id, 'ordered');

        return ['id' => $id];
    });

    // To the others in the shop; the page of the one who speaks shows it by itself.
    Route::post('/say', function (Request $request) {
        broadcast(new Said($request->user()->name, Str::limit((string) $request->input('text'), 500)))->toOthers();

        return [];
    });

    Route::post('/orders/{id}/ship', function (Request $request, int $id) {
        abort_unless($request->user()->name === 'keeper', 403);
        $customer = User::findOrFail(Cache::get("order.$id"));
        OrderChanged::dispatch($id, $customer->id, 'shipped');
        $customer->notify(new OrderShipped($id));

        return [];
    });

    Route::post('/people/{id}/out', function (Request $request, int $id) {
        abort_unless($request->user()->name === 'keeper', 403);
        // First nothing lets them in any more, then they lose their connections.
        Cache::put("out.$id", true, 60);
        Netsvr::disconnect($id);

        return [];
    });
});
