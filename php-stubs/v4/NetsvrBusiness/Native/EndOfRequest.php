<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** Called by the engine when a request ends. Not for your own use. */
class EndOfRequest
{
    /** Tells loggers how many identical lines were held back. */
    public function __invoke(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
