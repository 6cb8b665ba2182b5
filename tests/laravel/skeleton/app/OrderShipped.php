<?php
declare(strict_types=1);

namespace App;

use Illuminate\Broadcasting\Channel;
use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;

final class OrderShipped implements ShouldBroadcastNow
{
    use InteractsWithSockets;

    /** @param list<string|Channel> $channels names are of private ones, but for those with a # in front */
    public function __construct(public int $id, private array $channels)
    {
    }

    /** @return list<Channel> */
    public function broadcastOn(): array
    {
        return array_map(static fn(string|Channel $channel): Channel => match (true) {
            $channel instanceof Channel => $channel,
            str_starts_with($channel, '#') => new Channel(substr($channel, 1)),
            default => new PrivateChannel($channel),
        }, $this->channels);
    }
}
