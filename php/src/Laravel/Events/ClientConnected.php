<?php
/*
 * A client has connected and been greeted by `netsvr:work`: it knows its socket id, and may subscribe. Dispatched only
 * when somebody listens. The next event of the process waits for listeners that are not queued.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Events;

final class ClientConnected
{
    /** @param string $app id of the application whose client it is */
    public function __construct(public readonly string $app, public readonly string $uniqId)
    {
    }
}
