<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Workerman;

/** The main sockets of a worker of Workerman, one for each gateway. Cannot be serialized. */
class MainSocketManager implements \NetsvrBusiness\Contract\MainSocketManagerInterface
{
    protected array $pool = [];
    protected bool $status = false;

    /**
     * Adds a main socket; it takes the place of one with the same address.
     *
     * @throws \ValueError for a socket whose address is not `host:port`; shows it
     * @throws \RuntimeException when the host of its address has no IPv4 address
     */
    public function addSocket(\NetsvrBusiness\Contract\MainSocketInterface $socket): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Connects and registers all main sockets, side by side. True as soon as one is registered, after a moment
     * for the others: those that are down, hang or refuse are tried again in the loop, and the log says why.
     * When none can be registered, all are closed, and the result is false.
     *
     * With netsvr.start=all, or when one of them is no child of ours: connects all, then registers all, one
     * after the other. When that fails for one, those that had been registered are unregistered, those that
     * had been connected are closed, and the result is false.
     *
     * @throws \Error in a worker of Workerman, when one of them is no NetsvrBusiness\Workerman\MainSocket
     */
    public function start(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Unregisters all, so that no more events are forwarded, handles those on their way, then closes all. In a
     * running run() this happens when the event in hand has been handled.
     *
     * Before that it waits until another process is registered that does the same, for at most
     * netsvr.reload_grace_ms, where one is there or registerAtMost() was called, and handles events meanwhile.
     */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Lets at most so many processes be registered at a time, of those that share memory (netsvr.shared), run as the
     * same user, and have the same gateways and events. One that is too many stands by: start() and run() register
     * nothing, and it takes the place of one that stops or dies, within 50 ms. So a reload loses nothing.
     *
     * @param int $processes 1 to 64
     * @throws \ValueError for another number
     * @throws \Error after start()
     */
    public function registerAtMost(int $processes): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
