<?php
/*
 * An event of the application has been handed to the gateways. Dispatched only when somebody listens; the request, or
 * the job, waits for listeners that are not queued.
 *
 * It does not say that anybody was there to get it: `NetBus::flush()` says that the gateways have carried it out, and
 * nobody says that a browser has read it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Events;

final class MessageSent
{
    /**
     * @param string $app id of the application in config/netsvr.php
     * @param list<string> $channels as clients know them: `private-orders.7`; empty for a text to users that names none
     * @param string $event the name in the message, as broadcastAs() has it
     * @param int $bytes of all texts together, one for each channel; however many clients, or gateways, get them
     */
    public function __construct(
        public readonly string $app,
        public readonly array $channels,
        public readonly string $event,
        public readonly int $bytes
    ) {
    }
}
