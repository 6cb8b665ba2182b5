<?php
/*
 * A websocket client that the open callback had let in has gone.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Events;

use NetsvrBusiness\Support\Closed;

final class NetsvrConnectionClosed
{
    public function __construct(public readonly Closed $closed)
    {
    }
}
