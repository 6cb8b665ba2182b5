<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Contract;

/** A registered connection to a gateway: it receives events. */
interface MainSocketInterface
{
    /** Connects to the gateway; false when that fails. */
    public function connect(): bool;

    /** Asks the gateway for events on this connection; false when it refuses. */
    public function register(): bool;

    /** Tells the gateway to send no more events; false when that fails. */
    public function unregister(): bool;

    /** Keeps the connection alive: sends the heartbeat string at regular intervals. */
    public function loopHeartbeat(): void;

    /**
     * Sends one frame.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length before them
     */
    public function send(string $data): void;

    /** Closes the connection and stays closed. */
    public function close(): void;

    /** The address of the gateway, as it was given: `host:port`. */
    public function getAddr(): string;
}
