<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** A message was not sent: too long for the gateway, no text (netsvr.text_check), or a gateway was not reached. */
class SocketSendException extends \RuntimeException
{
    /** See getFailures(). */
    protected array $failures = [];

    /**
     * All gateways that the call has failed at, and why. Empty for a message that was too long for any.
     *
     * @return array<string, string> address => reason
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
