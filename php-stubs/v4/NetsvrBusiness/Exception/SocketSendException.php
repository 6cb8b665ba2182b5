<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** A message was not sent: it is too long for the gateway or not UTF-8 (netsvr.text_check), or a gateway could not be reached. */
class SocketSendException extends \RuntimeException
{
    /** See getFailures(). */
    protected array $failures = [];

    /**
     * All gateways at which the call has failed, and why. Empty when the message was too long for every gateway.
     *
     * @return array<string, string> worker address => reason
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
