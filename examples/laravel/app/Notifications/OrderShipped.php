<?php

namespace App\Notifications;

use Illuminate\Notifications\Notification;

/** Reaches all windows in which the customer has the shop open. */
class OrderShipped extends Notification
{
    public function __construct(private int $orderId) {}

    public function via(object $notifiable): array
    {
        return ['netsvr'];
    }

    public function toNetsvr(object $notifiable): array
    {
        return ['text' => "Your order $this->orderId is on its way."];
    }
}
