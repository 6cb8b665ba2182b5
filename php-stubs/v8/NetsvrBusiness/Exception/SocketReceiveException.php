<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/**
 * A request got no answer, or a wrong one, from at least one gateway. With netsvr.on_query_failure = partial the
 * call gives what the others have answered instead.
 */
class SocketReceiveException extends \RuntimeException
{
    /** See getFailures(). */
    protected array $failures = [];
    /** See getPartial(). */
    protected ?object $partial = null;

    /**
     * All gateways at which the call has failed, and why. Empty when the message was too long for every gateway.
     *
     * @return array<string, string> address => reason
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What the other gateways have answered, in an object of the class that the call gives. Null when the exception does
     * not come from a query.
     */
    public function getPartial(): ?object
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The same as getPartial(), under its name of API 4. */
    public function getPartialResult(): ?object
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
