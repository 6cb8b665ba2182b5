<?php

namespace App\Events;

use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Broadcasting\PresenceChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;

/** Somebody has said something to everybody in the shop. */
class Said implements ShouldBroadcastNow
{
    use InteractsWithSockets;

    public function __construct(public string $name, public string $text) {}

    public function broadcastOn(): PresenceChannel
    {
        return new PresenceChannel('shop');
    }
}
