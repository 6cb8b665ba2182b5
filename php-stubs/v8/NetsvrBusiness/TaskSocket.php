<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * The connection that NetBus uses: it connects on first use, and again when it has been idle for too long or when
 * the gateway has closed it. Cannot be serialized.
 *
 * When it goes away (at the latest with the request) and its connection is at rest, the connection stays in the
 * process, and the next task socket with this address uses it: netsvr.persistent. close() closes it.
 *
 * In a process of Workerman that has workers, or of Swoole, a timer keeps it alive while it is connected.
 */
class TaskSocket extends \NetsvrBusiness\Socket implements \NetsvrBusiness\Contract\TaskSocketInterface
{
    /** Seconds. */
    protected int $maxIdleTime;
    protected int $lastUseTime = 0;
    /** Of the heartbeat. */
    protected int|bool|null $timerId = false;
    /** Milliseconds. */
    protected int $heartbeatIntervalMillisecond;
    protected string $heartbeatMessage;

    /**
     * @param string $logPrefix put in front of every log line, with a blank behind it; may be empty
     * @param \Psr\Log\LoggerInterface $logger takes info and error lines
     * @param string $addr address of the gateway, `host:port`
     * @param int $sendReceiveTimeout seconds for sending and, in a request, its answer together; at least 1
     * @param int $connectTimeout seconds for connecting; at least 1
     * @param int $maxIdleTime seconds without use after which it connects anew; less than the ReadDeadline of the
     *     gateway (120 seconds by default)
     * @param string $heartbeatMessage what the gateway expects as a heartbeat (its HeartbeatMessage under [Task])
     * @param int $heartbeatIntervalMillisecond milliseconds between two heartbeats: 10 to 3,600,000
     * @throws \ValueError for a number that is not allowed
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, string $addr, int $sendReceiveTimeout, int $connectTimeout, int $maxIdleTime, string $heartbeatMessage, int $heartbeatIntervalMillisecond)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Writes one frame, connecting before if that is needed. False, and an error in the log, when it could not be
     * written as a whole.
     *
     * @param string $data command (4 bytes, big-endian) and body, without the length in front
     */
    public function send(string $data): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Starts the timer, unless it runs or there is no loop to run it. */
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
