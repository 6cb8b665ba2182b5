<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** Called by the timers of task sockets. Not for your own use. */
class Heartbeat
{
    /** Sends a heartbeat. */
    public function __invoke($timerId = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
