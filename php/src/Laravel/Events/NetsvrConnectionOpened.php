<?php
/*
 * A websocket client has been let in by the open callback. The gateway hears of it after the listeners, so the client is
 * not online yet, and waits for them: slow ones belong into the queue.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Events;

use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\Opening;

final class NetsvrConnectionOpened
{
    public function __construct(public readonly Opening $opening, public readonly Admission $admission)
    {
    }
}
