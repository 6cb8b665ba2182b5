<?php
/*
 * A notification as an event with a name of its own.
 *
 *     public function toNetsvr(object $notifiable): NetsvrMessage
 *     {
 *         return new NetsvrMessage('order.shipped', ['id' => $this->order->id]);
 *     }
 *
 *     Echo.private('App.Models.User.7').listen('.order.shipped', ({id}) => …)
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Notifications;

final class NetsvrMessage
{
    /**
     * @param array<array-key, mixed> $data what becomes JSON
     * @param string|null $channel as clients know it: `private-orders.7`; null: the channel of the user's notifications
     */
    public function __construct(
        public readonly string $event,
        public readonly array $data = [],
        public readonly ?string $channel = null
    ) {
    }
}
