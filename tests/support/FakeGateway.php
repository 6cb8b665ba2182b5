<?php
/*
 * A scripted gateway for tests of faults, on a loopback port that stays its own when it is down, in a child process:
 *
 *     $gw = FakeGateway::start([
 *         [Step::answer($body), Step::answer($body)->truncated(6)->thenClose()],  // the first connection
 *         [Step::afterBytes(1000, Step::reset())],                                // the second
 *     ]);
 *     … new TaskSocket('', $logger, $gw->addr(), …) …
 *     $gw->frames();       // [['connection' => 0, 'cmd' => 900003007, 'body' => '…'], …]
 *     $gw->stop();
 *
 * Each frame takes the next step of its connection. Frames beyond the script get the gateway's own manner:
 * a request is answered with an empty body, a one-way command is taken in silence. Connections beyond the
 * script follow the script of the last one. Needs the extension sockets for resets and receive buffers.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

final class FakeGateway
{
    /** When packets have been waited for. */
    private float $awaited = 0.0;

    private function __construct(private ChildProcess $child, private int $port)
    {
    }

    /**
     * @param list<list<Step>> $script steps by connection
     * @param int $receiveBuffer bytes of the kernel's receive buffer, 0 for its default: a small one makes
     *                           writers block soon when the gateway stops reading
     */
    public static function start(array $script = [], int $receiveBuffer = 0): self
    {
        $child = ChildProcess::start(__DIR__ . '/fake-gateway.php', self::sockets());
        $port = Port::number(Port::hold());
        $child->request(['do' => 'start', 'port' => $port, 'script' => $script, 'receive_buffer' => $receiveBuffer]);
        $gateway = new self($child, $port);
        if (DevGate::generation() === 8 && extension_loaded('netsvr')) {
            // One port is both: what it is to do stands in one script.
            $addr = $gateway->addr();
            ini_set('netsvr.task_addrs', ini_get('netsvr.task_addrs') . ",$addr=$addr");
        }
        return $gateway;
    }

    /** Options of a PHP that has the extension sockets: some have it built in. @return list<string> */
    public static function sockets(): array
    {
        $sockets = ini_get('extension_dir') . '/sockets.' . PHP_SHLIB_SUFFIX;
        return is_file($sockets) ? ['-d', "extension=$sockets"] : [];
    }

    /** "127.0.0.1:port" */
    public function addr(): string
    {
        return "127.0.0.1:$this->port";
    }

    public function port(): int
    {
        return $this->port;
    }

    /** A uniqId that belongs to this gateway. */
    public function uniqId(int $number = 1): string
    {
        return sprintf('7f000001%04x6621e43b%08x', $this->port, $number);
    }

    /**
     * The whole frames that were written to it so far, in the order of arrival; with $atLeast, waits until there are that many.
     *
     * @param float $timeout seconds
     * @return list<array{connection: int, cmd: ?int, body: string}>
     */
    public function frames(int $atLeast = 0, float $timeout = 10.0): array
    {
        $timeout = Setup::patience($timeout);
        $deadline = microtime(true) + $timeout;
        $this->awaitPackets();
        while (count($frames = $this->child->request(['do' => 'frames'])['frames']) < $atLeast) {
            if (microtime(true) > $deadline) {
                throw new \RuntimeException(count($frames) . " frames after $timeout s, not $atLeast");
            }
            usleep(5000);
        }
        return array_map(static function (array $frame): array {
            $bytes = base64_decode($frame['bytes'], true);
            return [
                'connection' => $frame['connection'],
                'cmd' => Frames::cmd($bytes),
                'body' => Frames::body($bytes),
            ];
        }, $frames);
    }

    /** @return list<array{bytes: int, frames: int, open: bool}> every connection so far, in the order of acceptance */
    public function connections(): array
    {
        $this->awaitPackets();
        return $this->child->request(['do' => 'connections'])['connections'];
    }

    /** Sends bytes that nobody asked for over every open connection. */
    public function push(string $bytes): void
    {
        $this->child->request(['do' => 'push', 'bytes' => base64_encode($bytes)]);
    }

    /** Reads again from the open connections that had stopped reading. */
    public function resumeReading(): void
    {
        $this->child->request(['do' => 'resume']);
    }

    /** Closes the open connections; goes on listening. Done when it returns. */
    public function closeConnections(): void
    {
        $this->end(['do' => 'end', 'how' => 'close']);
    }

    /** Resets the open connections; goes on listening. Done when it returns. */
    public function resetConnections(): void
    {
        $this->end(['do' => 'end', 'how' => 'reset']);
    }

    /** Closes the open connections and stops listening: a gateway that was killed. */
    public function down(): void
    {
        $this->end(['do' => 'down']);
    }

    /** Listens again, on the same port: a gateway that was restarted. Frames seen before are kept. */
    public function up(): void
    {
        $this->child->request(['do' => 'up']);
    }

    /**
     * What has been written to it, and the end of a connection, arrive soon after that: on a busy machine the system brings packets
     * late, to loopback, too. Where it does not read they stay where they are.
     */
    private function awaitPackets(): void
    {
        // whoever asks again and again waits by that
        if (microtime(true) - $this->awaited < 0.02) {
            return;
        }
        for ($deadline = microtime(true) + 0.2; $this->isOnItsWay() && microtime(true) < $deadline;) {
            usleep(200);
        }
        $this->awaited = microtime(true);
    }

    /** Whether the other side of a connection has sent what has not arrived. */
    private function isOnItsWay(): bool
    {
        // local address, remote address, state, bytes that were sent and not acknowledged
        return preg_match(sprintf('~^ *\d+: \w+:\w+ \w+:%04X \w+ (?!0{8}:)~m', $this->port), (string)@file_get_contents('/proc/net/tcp')) === 1;
    }

    /** The other side learns of it soon after the child: on a busy machine the system brings packets late, to loopback, too. */
    private function end(array $message): void
    {
        $connected = $this->connected();
        $this->child->request($message);
        for ($deadline = microtime(true) + 1; array_intersect($connected, $this->connected()) !== [] && microtime(true) < $deadline;) {
            usleep(200);
        }
    }

    /** @return list<string> the other sides of connections that are known to be there, by address and port */
    private function connected(): array
    {
        $port = sprintf(':%04X', $this->port);
        $ends = [];
        foreach (array_slice(file('/proc/net/tcp') ?: [], 1) as $line) {
            [, $local, $remote, $state] = preg_split('/\s+/', trim($line));
            if ($state === '01' && str_ends_with($remote, $port)) {
                $ends[] = $local;
            }
        }
        return $ends;
    }

    /** Ends the child. May be called again. */
    public function stop(): void
    {
        $this->child->stop();
    }
}
