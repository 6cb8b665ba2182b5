<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * A blocking connection to a gateway that you use by hand: connect(), send(), receive(), close(). It never
 * connects by itself. Cannot be serialized.
 */
class Socket implements \NetsvrBusiness\Contract\SocketInterface
{
    /** With the space at its end. */
    protected string $logPrefix = '';
    protected \Psr\Log\LoggerInterface $logger;
    protected string $workerAddr;
    /** Seconds. */
    protected int $sendReceiveTimeout;
    /** Seconds. */
    protected int $connectTimeout;
    protected mixed $socket = null;
    protected bool $connected = false;
    protected string $receiveBuffer = '';

    /**
     * @param string $logPrefix prefix of every log line, followed by a space; may be empty
     * @param \Psr\Log\LoggerInterface $logger receives info and error lines
     * @param string $workerAddr worker address of the gateway, `host:port`
     * @param int $sendReceiveTimeout seconds for sending, and in a request for its answer as well; at least 1
     * @param int $connectTimeout seconds for connecting; at least 1
     * @throws \ValueError when a number is out of its range
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, string $workerAddr, int $sendReceiveTimeout, int $connectTimeout)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Closes the connection. With netsvr.persistent, that of a task socket stays in the process. */
    public function __destruct()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The connection as a PHP stream, for stream_select() and the like.
     *
     * @return resource|null null while not connected
     */
    public function getSocket()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The worker address of the gateway, as it was given: `host:port`. */
    public function getWorkerAddr(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Whether there is a connection. It is not probed: the gateway may have closed it meanwhile. */
    public function isConnected(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Closes the connection; does nothing when there is none. */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Connects to the gateway. False, and an error in the log, when that fails. */
    public function connect(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Writes one frame. False, and an error in the log, when it is not connected or the whole frame could not be
     * written.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length before them
     */
    public function send(string $data): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Waits for one frame. False, and an error in the log, when it is not connected or none came in time.
     *
     * @return string|false command (4 bytes, big-endian) and body
     */
    public function receive(): string|false
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * For child classes with frames of their own: reads exactly this many bytes.
     *
     * @throws \NetsvrBusiness\Exception\SocketReceiveException when they do not come in time, or the gateway has closed the connection
     */
    protected function _receive(int $length): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Writes an exception as it appears in a log line. */
    protected static function formatExp(\Throwable $throwable): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
