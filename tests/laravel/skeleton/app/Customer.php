<?php
declare(strict_types=1);

namespace App;

use Illuminate\Notifications\Notifiable;

/** Whom notifications go to; has no database. */
final class Customer
{
    use Notifiable;

    public function __construct(private int $id)
    {
    }

    public function getKey(): int
    {
        return $this->id;
    }
}
