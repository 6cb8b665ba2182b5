<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Workerman;

/**
 * A registered connection to a gateway: it receives what clients do. The event loop of Workerman 4 or 5 reads it.
 * Cannot be serialized.
 */
class MainSocket implements \NetsvrBusiness\Contract\MainSocketInterface
{
    /** With the space at its end. */
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
    /** The timer of the heartbeat. */
    protected int|bool $timerId = false;

    /**
     * @param string $logPrefix prefix of every log line, followed by a space; may be empty
     * @param \Psr\Log\LoggerInterface $logger receives info, warning and error lines
     * @param \NetsvrBusiness\Contract\EventInterface $event receives the events
     * @param int $events which events the gateway forwards: constants of \NetsvrProtocol\Event, joined by `|`
     * @param \NetsvrBusiness\Contract\SocketInterface $socket connects to the worker address of the gateway; belongs to this object from now on
     * @param string $heartbeatMessage the heartbeat that the gateway expects (`HeartbeatMessage` under `[Worker]` of its configuration)
     * @param int $heartbeatIntervalMillisecond milliseconds between two heartbeats: 10 to 3,600,000
     * @param \Workerman\Events\EventInterface $eventLoop the loop that reads the connection
     * @throws \ValueError when a number is out of its range
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, \NetsvrBusiness\Contract\EventInterface $event, int $events, \NetsvrBusiness\Contract\SocketInterface $socket, string $heartbeatMessage, int $heartbeatIntervalMillisecond, \Workerman\Events\EventInterface $eventLoop)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sends one frame without waiting. What the gateway does not take at once is buffered and sent later. Frames
     * that are sent while events are handled leave together afterwards.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length before them
     *
     * @throws \NetsvrBusiness\Exception\SocketSendException with netsvr.on_send_failure = throw, when it is not registered, or
     *     when more than netsvr.max_send_buffer bytes are waiting already; otherwise an error is logged
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

    /** Starts the heartbeats that keep the connection alive. */
    public function loopHeartbeat(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Tells the gateway over this connection to send no more events, and handles those that are on their way. False,
     * and an error in the log, when that fails.
     */
    public function unregister(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Writes what is buffered, closes the connection, and stays closed. */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Adds the registered connection to the event loop. */
    protected function convertSocketToTcpConnection(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Passes one event to the handler. Logs what the handler throws.
     *
     * @param array{cmd: int, protobuf: string} $data
     */
    protected function onMessage(array $data): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Called when the connection is lost: connects and registers again at once, then about every 3 seconds until it succeeds. */
    protected function onClose(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Writes what is buffered, and removes the connection from the event loop. */
    protected function closeTcpConnection(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Writes an exception as it appears in a log line. */
    protected static function formatExp(\Throwable $throwable): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
