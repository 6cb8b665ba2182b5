<?php
use Illuminate\Support\Facades\Broadcast;

// Only with this is the driver made when the application boots.
if (env('TEST_CHANNELS')) {
    Broadcast::channel('orders.{id}', static fn($user, string $id) => (string)$user->id === $id);
}
