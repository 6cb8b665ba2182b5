<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Contract;

/** The task sockets of a process. NetBus uses the manager that is bound in the Container under this name. */
interface TaskSocketMangerInterface
{
    /** Closes all task sockets. */
    public function close(): void;

    /** Adds a task socket. */
    public function addSocket(\NetsvrBusiness\Contract\TaskSocketInterface $socket): void;

    /** The number of gateways. */
    public function count(): int;

    /**
     * All task sockets.
     *
     * @return array<array-key, TaskSocketInterface> by their addresses as 12 hex characters
     */
    public function getSockets(): array;

    /**
     * The task socket to a gateway; null when there is none.
     *
     * @param string $addrAsHex first 12 characters of the uniqIds of its clients: 12 lower-case hex characters
     */
    public function getSocket(string $addrAsHex): ?\NetsvrBusiness\Contract\TaskSocketInterface;
}
