<?php
declare(strict_types=1);

namespace App;

use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;
use Illuminate\Contracts\Broadcasting\ShouldRescue;

/** An event that must not cost the request when it cannot be sent: Laravel 12 and newer. */
final class OrderDelayed implements ShouldBroadcastNow, ShouldRescue
{
    public function __construct(public int $id)
    {
    }

    public function broadcastOn(): PrivateChannel
    {
        return new PrivateChannel("orders.$this->id");
    }
}
