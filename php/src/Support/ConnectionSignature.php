<?php
/*
 * Proof that a uniqId is one's own: a client is greeted with it over its websocket, and shows it over HTTP, where the
 * user is known. A user who got hold of somebody else's uniqId has no such proof.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use InvalidArgumentException;
use SensitiveParameter;

final class ConnectionSignature
{
    private readonly string $key;

    /** @throws InvalidArgumentException for an empty secret */
    public function __construct(#[SensitiveParameter] string $secret)
    {
        if ($secret === '') {
            throw new InvalidArgumentException('netsvr: signatures of connections need a secret');
        }
        // A key of its own: what is signed here must not be of use elsewhere in the application.
        $this->key = hash_hmac('sha256', 'netsvr connection signature', $secret, true);
    }

    /** @return string 64 hex characters */
    public function sign(string $uniqId): string
    {
        return hash_hmac('sha256', $uniqId, $this->key);
    }

    public function verify(string $signature, string $uniqId): bool
    {
        return hash_equals($this->sign($uniqId), $signature);
    }
}
