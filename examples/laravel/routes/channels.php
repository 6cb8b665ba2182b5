<?php

use App\Models\User;
use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Cache;

$isIn = fn (User $user): bool => ! Cache::has("out.$user->id");

// What happens to the orders of a customer.
Broadcast::channel('customers.{id}', fn (User $user, string $id): bool => $isIn($user) && $user->id === (int) $id);

// The same of all customers, for the keeper of the shop.
Broadcast::channel('counter', fn (User $user): bool => $isIn($user) && $user->name === 'keeper');

// Notifications.
Broadcast::channel('App.Models.User.{id}', fn (User $user, string $id): bool => $isIn($user) && $user->id === (int) $id);

// Everybody who is in the shop; what the others see of them.
Broadcast::channel('shop', fn (User $user): ?array => $isIn($user) ? ['id' => $user->id, 'name' => $user->name] : null);
