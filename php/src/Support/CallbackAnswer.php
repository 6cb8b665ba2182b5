<?php
/*
 * The HTTP answer to a callback, for whatever sends it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

final class CallbackAnswer
{
    /** @param array<string, string> $headers */
    private function __construct(
        public readonly int $status,
        public readonly array $headers,
        public readonly string $body
    ) {
    }

    /** Always 200: with any other status, 204 too, the gateway tells the client of a failure, and closes. */
    public static function of(string $body): self
    {
        return new self(200, ['Content-Type' => CallbackCodec::CONTENT_TYPE], $body);
    }

    /** To whoever does not show the secret. */
    public static function unauthorized(): self
    {
        return new self(401, ['WWW-Authenticate' => 'Basic realm="netsvr"'], '');
    }
}
