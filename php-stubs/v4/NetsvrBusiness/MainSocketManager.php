<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * The main sockets of a process, one for each gateway. Bound in the Container as
 * Contract\MainSocketManagerInterface, it is what one-way commands of NetBus go through. Cannot be serialized.
 */
class MainSocketManager implements \NetsvrBusiness\Contract\MainSocketManagerInterface
{
    protected array $pool = [];
    protected bool $status = false;

    /**
     * Adds a main socket; it takes the place of one with the same worker address.
     *
     * @throws \ValueError for a socket whose worker address is not `host:port`; shows it
     * @throws \RuntimeException when the host of its worker address has no IPv4 address
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

    /**
     * All main sockets, in the order in which they were added; none before start().
     *
     * @return array<array-key, Contract\MainSocketInterface> by their worker addresses as 12 hex characters
     */
    public function getSockets(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The main socket to a gateway; null when there is none.
     *
     * @param string $workerAddrAsHex first 12 characters of the uniqIds of its clients: 12 lower-case hex characters
     */
    public function getSocket(string $workerAddrAsHex): ?\NetsvrBusiness\Contract\MainSocketInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * A loop that reads all main sockets, for processes without Workerman: a console command, a service. It
     * connects and registers them unless start() has done so, tries a gateway that is lost again at once, and about
     * every 3 seconds while it is down, sends heartbeats on main and task sockets, and hands events to the handlers.
     *
     * It ends when SIGTERM or SIGINT comes, or when close() is called in a handler or in `$tick`: the event in
     * hand is finished, the gateways are told to send no more events, those on their way are handled, and the
     * sockets are closed. Handlers of pcntl_signal() run meanwhile. In a child process that is forked in a
     * handler, it ends without touching the parent's connections.
     *
     * @param callable(self): mixed|null $tick called again and again, between events
     * @param int $tickIntervalMillisecond milliseconds between two calls of `$tick`, greater than 0
     * @throws \Error when it is running already, in a worker of Workerman, with sockets that are no
     *   NetsvrBusiness\MainSocket, or with neither a main socket nor `$tick`
     * @throws \Throwable what `$tick` throws, after closing; exceptions of event handlers are logged instead
     */
    public function run(?callable $tick = null, int $tickIntervalMillisecond = 1000): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
