<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** Called by the loops of Revolt and Swoole to resume a coroutine. Not for your own use. */
class Bell
{
    /** Resumes the coroutine. */
    public function __invoke($watch = null, $stream = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
