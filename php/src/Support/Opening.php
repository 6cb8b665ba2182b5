<?php
/*
 * A websocket client that asks to come in, as far as its gateway knows it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Netsvr\ConnOpen;

final class Opening
{
    /**
     * @param string $uniqId the name of the connection, which it keeps
     * @param string $rawQuery the query of the client's URL; gateways 8.0 refuse a URL with one, so it is empty
     * @param string $forwardedFor X-Forwarded-For as it came: from a proxy, or made up by the client where there is none
     * @param string $realIp X-Real-IP, likewise
     * @param string $remoteAddr the IP address of whoever connected to the gateway: the client, or the proxy before it
     * @param float $deadline when the answer is too late, as microtime(true) counts
     */
    public function __construct(
        public readonly string $uniqId,
        public readonly string $rawQuery = '',
        public readonly string $forwardedFor = '',
        public readonly string $realIp = '',
        public readonly string $remoteAddr = '',
        private readonly float $deadline = INF
    ) {
    }

    /** @param float $deadline when the answer is too late, as microtime(true) counts */
    public static function of(ConnOpen $message, float $deadline): self
    {
        return new self(
            $message->getUniqId(),
            $message->getRawQuery(),
            $message->getXForwardedFor(),
            $message->getXRealIp(),
            $message->getRemoteAddr(),
            $deadline
        );
    }

    /**
     * What a proxy has put into X-Real-IP instead of an address: the one way in which a gateway hands a credential on.
     * Empty where an address stands there, or nothing. Whoever reaches the gateway can send any: look it up.
     */
    public function token(): string
    {
        return @inet_pton($this->realIp) === false ? $this->realIp : '';
    }

    /** How long the gateway still waits; for the time-outs of what is asked meanwhile. Never below 0. */
    public function secondsLeft(): float
    {
        return max(0.0, $this->deadline - microtime(true));
    }
}
