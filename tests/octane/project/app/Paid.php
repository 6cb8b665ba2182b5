<?php
declare(strict_types=1);

namespace App;

use Illuminate\Broadcasting\Channel;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;

final class Paid implements ShouldBroadcastNow
{
    use InteractsWithSockets;

    public function __construct(public readonly string $order)
    {
    }

    public function broadcastOn(): array
    {
        return [new Channel('orders')];
    }
}
