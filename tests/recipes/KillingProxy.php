<?php
/*
 * Stands between a process and Redis, and kills the process when an answer comes to one of its commands: what the command
 * does has happened then, and the process has done nothing after it.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use RuntimeException;

final class KillingProxy
{
    public readonly string $address;
    /** @var resource */
    private $listener;

    public function __construct(private string $redis)
    {
        $this->listener = stream_socket_server('tcp://127.0.0.1:0');
        $this->address = (string)stream_socket_get_name($this->listener, false);
    }

    /** Carries bytes until the answer to a command that has this word in it, and kills then. */
    public function killAfter(string $word, int $pid, float $seconds): void
    {
        $end = microtime(true) + $seconds;
        /** @var array<int, array{resource, resource, bool}> by stream: itself, its other side, whether the process is there */
        $sides = [];
        $isAsked = false;
        while (microtime(true) < $end) {
            $read = [$this->listener, ...array_column($sides, 0)];
            $none = null;
            if (!stream_select($read, $none, $none, 1)) {
                continue;
            }
            foreach ($read as $stream) {
                if ($stream === $this->listener) {
                    $inner = stream_socket_accept($this->listener);
                    $outer = stream_socket_client("tcp://$this->redis");
                    $sides[(int)$inner] = [$inner, $outer, true];
                    $sides[(int)$outer] = [$outer, $inner, false];
                    continue;
                }
                [, $other, $isProcess] = $sides[(int)$stream];
                $bytes = (string)fread($stream, 65536);
                if (!$isProcess && $isAsked) {
                    posix_kill($pid, SIGKILL);
                    return;
                }
                if ($bytes === '') {
                    unset($sides[(int)$stream], $sides[(int)$other]);
                    continue;
                }
                $isAsked = $isAsked || ($isProcess && str_contains($bytes, $word));
                fwrite($other, $bytes);
            }
        }
        throw new RuntimeException("the process has not sent $word");
    }
}
