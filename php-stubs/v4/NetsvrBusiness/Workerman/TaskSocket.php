<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Workerman;

/** A task socket that a timer of Workerman keeps alive while it is connected. Cannot be serialized. */
class TaskSocket extends \NetsvrBusiness\TaskSocket
{
    /** The timer of the heartbeat. */
    protected int|bool|null $timerId = false;
    /** Milliseconds. */
    protected int $heartbeatIntervalMillisecond;
    protected string $workerHeartbeatMessage;

    /**
     * @param string $logPrefix prefix of every log line, followed by a space; may be empty
     * @param \Psr\Log\LoggerInterface $logger receives info and error lines
     * @param string $workerAddr worker address of the gateway, `host:port`
     * @param int $sendReceiveTimeout seconds for sending, and in a request for its answer as well; at least 1
     * @param int $connectTimeout seconds for connecting; at least 1
     * @param int $maxIdleTime seconds without use after which it connects anew
     * @param string $workerHeartbeatMessage the heartbeat that the gateway expects (`HeartbeatMessage` under `[Worker]` of its configuration)
     * @param int $heartbeatIntervalMillisecond milliseconds between two heartbeats: 10 to 3,600,000
     * @throws \ValueError when a number is out of its range
     */
    public function __construct(string $logPrefix, \Psr\Log\LoggerInterface $logger, string $workerAddr, int $sendReceiveTimeout, int $connectTimeout, int $maxIdleTime, string $workerHeartbeatMessage, int $heartbeatIntervalMillisecond)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Starts the timer, unless it is running. */
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
