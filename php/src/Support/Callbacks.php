<?php
/*
 * What an application says to the callbacks of its gateways (8.x): they ask it over HTTP whether a websocket client may
 * come in, and tell it who has gone.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

interface Callbacks
{
    /**
     * Whether a client may come in, and as whom. It waits meanwhile and is not online yet: messages to it are lost, but
     * for those that the admission brings along. Whatever is thrown refuses the client.
     *
     * @throws Denied to refuse it with a last word
     */
    public function opening(Opening $opening): Admission;

    /**
     * A client that was let in has gone. Not called for connections that never were: port scans, health checks, clients
     * that were refused.
     */
    public function closed(Closed $closed): void;
}
