<?php
/*
 * An event of the application did not reach one or several of the gateways. Dispatched only when somebody listens, and
 * before an exception of the broadcaster, if there is one (`throw` of the connection in config/broadcasting.php).
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Events;

final class MessageFailed
{
    /**
     * @param string $app id of the application in config/netsvr.php
     * @param list<string> $channels as clients know them: `private-orders.7`; empty for a text to users that names none
     * @param string $event the name in the message, as broadcastAs() has it
     * @param int $bytes of all texts together, one for each channel
     * @param non-empty-array<string, string> $failures worker address of the gateway => what went wrong there. Gateways
     *     that are not named have it. Without an address: what went wrong for all of them, as with a message that is
     *     longer than they take.
     */
    public function __construct(
        public readonly string $app,
        public readonly array $channels,
        public readonly string $event,
        public readonly int $bytes,
        public readonly array $failures
    ) {
    }
}
