<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Workerman;

/**
 * A connection to a gateway on which it forwards what clients do, read by the event loop of Workerman 4 or 5.
 * Cannot be serialized.
 */
class MainSocket implements \NetsvrBusiness\Contract\MainSocketInterface
{
    /** With its blank at the end. */
    protected string $logPrefix = '';
    protected \Psr\Log\LoggerInterface $logger;
    protected \NetsvrBusiness\Contract\EventInterface $event;
    protected \NetsvrBusiness\Contract\SocketInterface $socket;
    /** The stream that the event loop watches. */
    protected ?\Workerman\Connection\TcpConnection $connection = null;
    protected string $heartbeatMessage;
    protected int $events;
    protected \Workerman\Events\EventInterface $eventLoop;
    /** The gateway's name for the registration; empty without one. */
    protected string $connId = '';
    /** Milliseconds. */
    protected int $heartbeatIntervalMillisecond;
    protected bool $closed = false;
    /** Of the heartbeat. */
    protected int|bool $timerId = false;

    /**
     * @param string $logPrefix put in front of every log line, with a blank behind it; may be empty
     * @param \Psr\Log\LoggerInterface $logger takes info, warning and error lines
     * @param \NetsvrBusiness\Contract\EventInterface $event takes the events
     * @param int $events what is to be forwarded: constants of \NetsvrProtocol\Event, joined by `|`
     * @param \NetsvrBusiness\Contract\SocketInterface $socket connects to the worker address of the gateway; given away to this object
     * @param string $heartbeatMessage what the gateway expects as a heartbeat (its HeartbeatMessage under [Worker])
     * @param int $heartbeatIntervalMillisecond milliseconds between two heartbeats: 10 to 3,600,000
     * @param \Workerman\Events\EventInterface $eventLoop the loop that reads the connection
     * @throws \ValueError for a number that is not allowed
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, \NetsvrBusiness\Contract\EventInterface $event, int $events, \NetsvrBusiness\Contract\SocketInterface $socket, string $heartbeatMessage, int $heartbeatIntervalMillisecond, \Workerman\Events\EventInterface $eventLoop)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends one frame without waiting: what the gateway does not take at once is kept and sent when it does. What
     * is sent while events are handled leaves together when they have been.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length in front
     *
     * @throws \NetsvrBusiness\Exception\SocketSendException with netsvr.on_send_failure = throw, when it is not registered or
     *     more than netsvr.max_send_buffer bytes wait already; otherwise that is an error in the log
     */
    public function send(string $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The address of the gateway, as it was given: `host:port`. */
    public function getAddr(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Connects to the gateway. False, and an error in the log, when that fails. */
    public function connect(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Asks the gateway for events on this connection. False, and an error in the log, when it refuses. */
    public function register(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Keeps the connection alive from now on. */
    public function loopHeartbeat(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Tells the gateway over this connection to send no more events, and handles those that were on their way. False,
     * and an error in the log, when that fails.
     */
    public function unregister(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Writes what waits, closes the connection, and stays closed. */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Hands the registered connection to the event loop. */
    protected function convertSocketToTcpConnection(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Hands one event to the handler. Logs what that throws.
     *
     * @param array{cmd: int, protobuf: string} $data
     */
    protected function onMessage(array $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The connection is lost: connects and registers again at once, and about every 3 seconds until it succeeds. */
    protected function onClose(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Writes what waits, and takes the connection out of the event loop. */
    protected function closeTcpConnection(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** An exception as it stands in a log line. */
    protected static function formatExp(\Throwable $throwable): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
