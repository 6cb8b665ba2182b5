<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** What the timers of task sockets call. Not for use by hand. */
class Heartbeat
{
    /** It is time for a heartbeat. */
    public function __invoke($timerId = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
