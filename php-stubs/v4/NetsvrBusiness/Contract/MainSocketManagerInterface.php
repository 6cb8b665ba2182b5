<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Contract;

/**
 * The main sockets of a process. When such a manager is bound in the Container, NetBus sends one-way commands over
 * its sockets.
 */
interface MainSocketManagerInterface
{
    /**
     * All main sockets; none before start().
     *
     * @return array<array-key, MainSocketInterface> by their worker addresses as 12 hex characters
     */
    public function getSockets(): array;

    /**
     * The main socket to a gateway; null when there is none.
     *
     * @param string $workerAddrAsHex first 12 characters of the uniqIds of its clients: 12 lower-case hex characters
     */
    public function getSocket(string $workerAddrAsHex): ?\NetsvrBusiness\Contract\MainSocketInterface;

    /** Adds a main socket, before start(). */
    public function addSocket(\NetsvrBusiness\Contract\MainSocketInterface $socket): void;

    /** Connects and registers all main sockets; false when that fails for one of them. */
    public function start(): bool;

    /** Closes all main sockets. */
    public function close(): void;
}
