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
    /** See getPartialResult(). */
    protected array $partialResult = [];

    /**
     * All gateways at which the call has failed, and why. Empty when the message was too long for every gateway.
     *
     * @return array<string, string> worker address => reason
     */
    public function getFailures(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What the other gateways have answered, in the shape of the call's result. Empty when none has answered.
     *
     * @return array<array-key, mixed>
     */
    public function getPartialResult(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
