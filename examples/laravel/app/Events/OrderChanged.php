<?php

namespace App\Events;

use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;
use Illuminate\Foundation\Events\Dispatchable;

/** For the customer, and for the keeper of the shop. */
class OrderChanged implements ShouldBroadcastNow
{
    use Dispatchable;

    public function __construct(public int $id, private int $customerId, public string $status) {}

    public function broadcastOn(): array
    {
        return [new PrivateChannel("customers.$this->customerId"), new PrivateChannel('counter')];
    }
}
