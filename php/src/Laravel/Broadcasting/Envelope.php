<?php
/*
 * The text in which an event reaches clients, as the dialect has it; that of an encrypted channel is encrypted.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use LogicException;

final class Envelope
{
    public function __construct(private readonly Application $application, private readonly string $dialect)
    {
    }

    /**
     * @param string|null $channel null: the event is on none
     * @param array<array-key, mixed> $payload
     * @param string $id by which clients know a message that comes twice
     * @throws LogicException for an encrypted channel when there is no key for it
     * @throws \JsonException when the payload cannot be JSON
     */
    public function text(string $event, ?string $channel, array $payload, string $id): string
    {
        // An event without data is {}, as one with data is, not [].
        $data = $payload === [] ? (object)[] : $payload;
        $more = ['message_id' => $id];
        if ($channel !== null && ChannelName::isEncrypted($channel)) {
            $this->refuseEncryptionWhereThereIsNone($channel);
            $data = Encryption::seal($this->application, $channel, json_encode($data, PusherEvent::FLAGS));
        }
        if ($this->dialect === Dialect::PUSHER) {
            return PusherEvent::text($event, $channel, $data, $more);
        }
        $message = ['event' => $event] + ($channel === null ? [] : ['channel' => $channel]);
        return json_encode($message + ['data' => $data] + $more, PusherEvent::FLAGS);
    }

    /** @throws LogicException says what is missing */
    public function refuseEncryptionWhereThereIsNone(string $channel): void
    {
        if ($this->dialect !== Dialect::PUSHER) {
            throw new LogicException("netsvr: the channel $channel is encrypted, and the dialect $this->dialect has no encryption:"
                . ' set NETSVR_DIALECT=pusher, or use a PrivateChannel if the gateways may see the data.');
        }
        $this->application->sharedSecret($channel);
    }
}
