<?php
/*
 * Proof that a connection may subscribe to a channel: given out by the broadcasting driver over HTTP, where the
 * user is known, and checked where the client shows it over its websocket connection.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use InvalidArgumentException;
use SensitiveParameter;

final class ChannelSignature
{
    private readonly string $key;

    /** @throws InvalidArgumentException for an empty secret */
    public function __construct(#[SensitiveParameter] string $secret)
    {
        if ($secret === '') {
            throw new InvalidArgumentException('netsvr: signatures of channels need APP_KEY');
        }
        // A key of its own: what is signed here must not be of use elsewhere in the application.
        $this->key = hash_hmac('sha256', 'netsvr channel signature', $secret, true);
    }

    /**
     * @param string $uniqId the connection, which alone can use the signature
     * @param string $channelData what other subscribers may know of the user, for presence channels
     * @return string 64 hex characters
     */
    public function sign(string $uniqId, string $channel, string $channelData = ''): string
    {
        // The lengths keep a part from being read as the end of the one before.
        $parts = [$uniqId, $channel, $channelData];
        $text = implode(':', array_map(strlen(...), $parts)) . ':' . implode(':', $parts);
        return hash_hmac('sha256', $text, $this->key);
    }

    public function verify(string $signature, string $uniqId, string $channel, string $channelData = ''): bool
    {
        return hash_equals($this->sign($uniqId, $channel, $channelData), $signature);
    }
}
