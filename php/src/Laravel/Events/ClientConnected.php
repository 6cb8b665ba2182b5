<?php
/*
 * A client has connected and been greeted by `netsvr:work`: it knows its socket id, and may subscribe. Dispatched only
 * when somebody listens. The next event of the process waits for listeners that are not queued.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Events;

use NetsvrBusiness\Laravel\Broadcasting\Application;

final class ClientConnected
{
    /** @param Application $app whose client it is */
    public function __construct(public readonly Application $app, public readonly string $uniqId)
    {
    }
}
