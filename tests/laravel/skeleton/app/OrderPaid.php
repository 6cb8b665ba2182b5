<?php
declare(strict_types=1);

namespace App;

use Illuminate\Bus\Queueable;
use Illuminate\Contracts\Queue\ShouldQueue;
use Illuminate\Notifications\Notification;
use NetsvrBusiness\Laravel\Notifications\NetsvrMessage;

/** Says what it is made with. */
final class OrderPaid extends Notification implements ShouldQueue
{
    use Queueable;

    public function __construct(private string|array|NetsvrMessage $message)
    {
    }

    public function via(object $notifiable): array
    {
        return ['netsvr'];
    }

    public function toNetsvr(object $notifiable): string|array|NetsvrMessage
    {
        return $this->message;
    }
}
