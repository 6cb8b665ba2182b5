<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** What event loops and timers call. Not for use by hand. */
class Callback
{
    /** The loop or the timer says that it is time. */
    public function __invoke($watched = null, $what = null, $argument = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
