<?php
declare(strict_types=1);

namespace EchoTests;

use Illuminate\Broadcasting\InteractsWithSockets;
use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;

/** Whatever a test wants to be broadcast. */
final class Said implements ShouldBroadcastNow
{
    use InteractsWithSockets;

    /**
     * @param string $event the name that clients know it by
     * @param list<string> $channels by the names that clients know
     */
    public function __construct(private string $event, private array $channels, private array $data)
    {
    }

    /** @return list<string> */
    public function broadcastOn(): array
    {
        return $this->channels;
    }

    public function broadcastAs(): string
    {
        return $this->event;
    }

    public function broadcastWith(): array
    {
        return $this->data;
    }
}
