<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** What the engine calls when a request ends. Not for use by hand. */
class EndOfRequest
{
    /** Tells loggers how many equal lines they have not been told of. */
    public function __invoke(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
