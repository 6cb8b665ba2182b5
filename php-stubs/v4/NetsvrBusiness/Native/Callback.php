<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** Called by event loops and timers. Not for your own use. */
class Callback
{
    /** Called by the loop or the timer. */
    public function __invoke($watched = null, $what = null, $argument = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
