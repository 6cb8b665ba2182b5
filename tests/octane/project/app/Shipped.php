<?php
declare(strict_types=1);

namespace App;

use Illuminate\Notifications\Notification;

final class Shipped extends Notification
{
    public function __construct(private readonly string $order)
    {
    }

    public function via(): array
    {
        return ['netsvr'];
    }

    public function toNetsvr(): string
    {
        return "shipped $this->order";
    }
}
