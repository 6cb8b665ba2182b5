<?php
/*
 * A listener whose queue is full: the kernel drops what would connect, and nobody is told. Needs no rights.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

final class BlackHole
{
    public readonly string $workerAddr;
    /** @var resource */
    private $listener;
    /** @var list<resource> what fills the queue */
    private array $waiting = [];

    public function __construct()
    {
        $context = stream_context_create(['socket' => ['backlog' => 0]]);
        $flags = STREAM_SERVER_BIND | STREAM_SERVER_LISTEN;
        $this->listener = stream_socket_server('tcp://127.0.0.1:0', $errno, $error, $flags, $context);
        $this->workerAddr = (string)stream_socket_get_name($this->listener, false);
        for ($i = 0; $i < 8; $i++) {
            $this->waiting[] = stream_socket_client("tcp://$this->workerAddr", $errno, $error, 1,
                STREAM_CLIENT_CONNECT | STREAM_CLIENT_ASYNC_CONNECT);
        }
        usleep(50_000);
    }

    public function stop(): void
    {
        array_map(fclose(...), $this->waiting);
        fclose($this->listener);
        $this->waiting = [];
    }
}
