<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/** The main sockets of a process without Workerman, one for each gateway. Cannot be serialized. */
class MainSocketManager implements \NetsvrBusiness\Contract\MainSocketManagerInterface
{
    protected array $pool = [];
    protected bool $status = false;

    /**
     * Adds a main socket; it replaces one with the same address.
     *
     * @throws \ValueError when the address of the socket is not `host:port`; the text shows it
     * @throws \RuntimeException when the host of its address has no IPv4 address
     */
    public function addSocket(\NetsvrBusiness\Contract\MainSocketInterface $socket): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Connects and registers all main sockets in parallel. Returns true when one is registered and the others had
     * a moment to register, too. Gateways that are down, hang or refuse are tried again in the loop, and the log
     * says why. When none can be registered, all are closed, and the result is false.
     *
     * With netsvr.start = all, or when a main socket is written in PHP: connects all, then registers all, one
     * after the other. When one fails, those that were registered are unregistered, those that were connected are
     * closed, and the result is false.
     *
     * In a coroutine the others run meanwhile. A close() that comes then, or from a signal's handler, ends it: the
     * result is false.
     *
     * @throws \Error in a worker of Workerman, when a main socket is not a NetsvrBusiness\Workerman\MainSocket; when it
     *     is waiting already, in another coroutine
     */
    public function start(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Unregisters all main sockets, so that no more events are forwarded, handles those on their way, then closes
     * all. During run() this happens after the current event.
     *
     * If another process does the same work, or registerAtMost() was called, it first waits until another process is
     * registered, for at most netsvr.reload_grace_ms, and handles events meanwhile.
     */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Limits how many processes are registered at a time, among those that share memory (netsvr.shared), run as the
     * same user, and have the same gateways and events. A process above the limit stands by: its start() and run()
     * register nothing. When a registered process stops or dies, it takes over within 50 ms. So a reload loses
     * nothing.
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
     * @return array<array-key, Contract\MainSocketInterface> by their addresses as 12 hex characters
     */
    public function getSockets(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The main socket to a gateway; null when there is none.
     *
     * @param string $addrAsHex first 12 characters of the uniqIds of its clients: 12 lower-case hex characters
     */
    public function getSocket(string $addrAsHex): ?\NetsvrBusiness\Contract\MainSocketInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * A loop that reads all main sockets, for processes without Workerman: a console command, a service. It
     * connects and registers them unless start() has done so, sends heartbeats on main and task sockets, and passes
     * events to the handlers. It reconnects to a lost gateway at once, and about every 3 seconds while that is down.
     *
     * It ends on SIGTERM or SIGINT, or when close() is called in a handler or in `$tick`. Before it ends, it
     * finishes the current event, tells the gateways to send no more events, handles those on their way, and closes
     * the sockets. Handlers of pcntl_signal() run meanwhile. In a child process that is forked in a handler, it
     * ends without touching the parent's connections.
     *
     * @param callable(self): mixed|null $tick called repeatedly, between events
     * @param int $tickIntervalMillisecond milliseconds between two calls of `$tick`, greater than 0
     * @throws \Error when it is running already, in a worker of Workerman, when a main socket is not a
     *   NetsvrBusiness\MainSocket, or when there is neither a main socket nor `$tick`
     * @throws \Throwable what `$tick` throws, after the sockets are closed; exceptions of event handlers are only
     *   logged
     */
    public function run(?callable $tick = null, int $tickIntervalMillisecond = 1000): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
