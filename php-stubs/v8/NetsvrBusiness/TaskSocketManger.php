<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/** The task sockets of a process, one for each gateway. Cannot be serialized. */
class TaskSocketManger implements \NetsvrBusiness\Contract\TaskSocketMangerInterface
{
    protected array $sockets = [];

    /**
     * Adds a task socket; it replaces one with the same address.
     *
     * @throws \ValueError when the address of the socket is not `host:port`; the text shows it
     * @throws \RuntimeException when the host of its address has no IPv4 address
     */
    public function addSocket(\NetsvrBusiness\Contract\TaskSocketInterface $socket): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The number of gateways. */
    public function count(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The task socket to a gateway; null when there is none.
     *
     * @param string $addrAsHex first 12 characters of the uniqIds of its clients: 12 lower-case hex characters
     */
    public function getSocket(string $addrAsHex): ?\NetsvrBusiness\Contract\TaskSocketInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * All task sockets, in the order in which they were added.
     *
     * @return array<array-key, Contract\TaskSocketInterface> by their addresses as 12 hex characters
     */
    public function getSockets(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Closes all task sockets. */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
