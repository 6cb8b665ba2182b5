<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Contract;

/** A blocking connection to a gateway. */
interface SocketInterface
{
    /**
     * The connection as a PHP stream, for stream_select() and the like.
     *
     * @return resource|null null while not connected
     */
    public function getSocket();

    /** The address of the gateway, as it was given: `host:port`. */
    public function getAddr(): string;

    /** Whether there is a connection. It is not probed: the gateway may have closed it meanwhile. */
    public function isConnected(): bool;

    /** Closes the connection; does nothing when there is none. */
    public function close(): void;

    /** Connects to the gateway. False, and an error in the log, when that fails. */
    public function connect(): bool;

    /**
     * Writes one frame. False, and an error in the log, when it is not connected or the whole frame could not be
     * written.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length before them
     */
    public function send(string $data): bool;

    /**
     * Waits for one frame. False, and an error in the log, when it is not connected or none came in time.
     *
     * @return string|false command (4 bytes, big-endian) and body
     */
    public function receive(): string|false;
}
