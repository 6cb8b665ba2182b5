<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** Called by Revolt's loop to resume a fiber. Not for your own use. */
class Bell
{
    /** Resumes the fiber. */
    public function __invoke($watch = null, $stream = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
