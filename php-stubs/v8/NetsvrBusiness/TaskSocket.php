<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * The connection that NetBus uses. It connects on first use, and again when it has been idle for too long or when
 * the gateway has closed it. Cannot be serialized.
 *
 * When the object goes away (at the latest at the end of the request), its connection stays in the process if it
 * is idle, and the next task socket with this address uses it: netsvr.persistent. close() closes it.
 *
 * In a Workerman process that has workers, and in Swoole, a timer keeps it alive while it is connected.
 */
class TaskSocket extends \NetsvrBusiness\Socket implements \NetsvrBusiness\Contract\TaskSocketInterface
{
    /** Seconds. */
    protected int $maxIdleTime;
    protected int $lastUseTime = 0;
    /** The timer of the heartbeat. */
    protected int|bool|null $timerId = false;
    /** Milliseconds. */
    protected int $heartbeatIntervalMillisecond;
    protected string $heartbeatMessage;

    /**
     * @param string $logPrefix prefix of every log line, followed by a space; may be empty
     * @param \Psr\Log\LoggerInterface $logger receives info and error lines
     * @param string $addr address of the gateway, `host:port`
     * @param int $sendReceiveTimeout seconds for sending, and in a request for its answer as well; at least 1
     * @param int $connectTimeout seconds for connecting; at least 1
     * @param int $maxIdleTime seconds without use after which it connects anew; choose less than the
     *     ReadDeadline of the gateway (120 seconds by default)
     * @param string $heartbeatMessage the heartbeat that the gateway expects (`HeartbeatMessage` under `[Task]` of its configuration)
     * @param int $heartbeatIntervalMillisecond milliseconds between two heartbeats: 10 to 3,600,000
     * @throws \ValueError when a number is out of its range
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, string $addr, int $sendReceiveTimeout, int $connectTimeout, int $maxIdleTime, string $heartbeatMessage, int $heartbeatIntervalMillisecond)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Writes one frame, and connects before if needed. False, and an error in the log, when the whole frame could
     * not be written.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length before them
     */
    public function send(string $data): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Starts the timer, unless it is running or there is no event loop. */
    protected function loopHeartbeat(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Connects, and starts the timer. False, and an error in the log, when that fails. */
    public function connect(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Stops the timer and closes the connection. */
    public function close(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
