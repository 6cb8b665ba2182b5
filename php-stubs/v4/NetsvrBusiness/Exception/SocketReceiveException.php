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
    /** See getPartialResult(). */
    protected array $partialResult = [];

    /**
     * All gateways that the call has failed at, and why. Empty for a message that was too long for any.
     *
     * @return array<string, string> worker address => reason
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What the other gateways have answered, in the shape in which the call gives it. Empty when none has.
     *
     * @return array<array-key, mixed>
     */
    public function getPartialResult(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
