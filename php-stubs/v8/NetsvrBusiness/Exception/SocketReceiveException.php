<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/**
 * A request got no answer, or none that is right, from at least one gateway. With
 * netsvr.on_query_failure = partial the call gives what the others have answered instead.
 */
class SocketReceiveException extends \RuntimeException
{
    /** See getFailures(). */
    protected array $failures = [];
    /** See getPartial(). */
    protected ?object $partial = null;

    /**
     * All gateways that the call has failed at, and why. Empty for a message that was too long for any.
     *
     * @return array<string, string> address => reason
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What the other gateways have answered, in an object of the class that the call gives. Null for an exception that is not
     * of a query.
     */
    public function getPartial(): ?object
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The same as getPartial(), under the name that it has in API 4. */
    public function getPartialResult(): ?object
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
