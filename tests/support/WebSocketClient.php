<?php
/*
 * A small blocking websocket client (RFC 6455) for tests and demonstrations: text and binary messages,
 * fragments, ping, close. No TLS, no extensions. Every wait is bounded. Knows nothing of netsvr.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class WebSocketClient
{
    private const ACCEPT_SUFFIX = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
    private const CONTINUATION = 0x0;
    private const TEXT = 0x1;
    private const BINARY = 0x2;
    private const CLOSE = 0x8;
    private const PING = 0x9;
    private const PONG = 0xA;
    /** Seconds that an expected message may take. */
    private const PATIENCE = 30.0;

    /** Code and reason of the close frame that has come; 0 and '' while none has. */
    public int $closeCode = 0;
    public string $closeReason = '';

    /** The name that the gateway gave this client; empty unless whoever connected it has learned it. */
    public string $uniqId = '';

    /** Bytes read that are not a whole frame yet. */
    private string $buffer = '';
    /** The fragments so far of a message that has not ended. */
    private string $fragments = '';
    /** @var list<string> messages that have come in and nobody has taken */
    private array $messages = [];
    private bool $closed = false;

    /** @param resource $stream */
    private function __construct(private $stream, private float $timeout)
    {
    }

    /**
     * @param string $url ws://host:port/path
     * @param float $timeout seconds for connecting and handshake together, and later for each write
     * @param array<string, string> $headers more headers of the handshake
     * @throws RuntimeException when the server cannot be reached or its handshake is not right
     */
    public static function connect(string $url, float $timeout = 5.0, array $headers = []): self
    {
        $parts = parse_url($url);
        if (($parts['scheme'] ?? '') !== 'ws' || !isset($parts['host'])) {
            throw new RuntimeException("$url is not a ws:// address");
        }
        $deadline = microtime(true) + $timeout;
        $address = $parts['host'] . ':' . ($parts['port'] ?? 80);
        $stream = @stream_socket_client("tcp://$address", $errno, $error, $timeout);
        if ($stream === false) {
            throw new RuntimeException("cannot connect to $url: $error");
        }
        stream_set_blocking($stream, false);
        $client = new self($stream, $timeout);
        $target = ($parts['path'] ?? '/') . (isset($parts['query']) ? '?' . $parts['query'] : '');
        $client->handshake($address, $target, $deadline, $headers);
        return $client;
    }

    /**
     * @param bool $binary a binary message instead of a text message
     * @throws RuntimeException when the connection is closed or takes nothing for the timeout of connect()
     */
    public function send(string $data, bool $binary = false): void
    {
        if ($this->closed) {
            throw new RuntimeException('the websocket connection is closed');
        }
        $this->write(self::frame($binary ? self::BINARY : self::TEXT, $data));
    }

    /**
     * The next message, text or binary.
     *
     * @param float $timeout seconds to wait for it
     * @return string|null null when none came in time or the connection has ended; isClosed() tells which
     */
    public function receive(float $timeout): ?string
    {
        $deadline = microtime(true) + $timeout;
        while ($this->messages === [] && !$this->closed) {
            $left = $deadline - microtime(true);
            if (!$this->pump(max(0.0, $left)) && $left <= 0) {
                break;
            }
        }
        return array_shift($this->messages);
    }

    /**
     * All messages until none has come for a while.
     *
     * @param float $quiet seconds without a message after which no more are expected
     * @param int $atLeast so many are waited for, however long they take
     * @return list<string>
     */
    public function receiveAll(float $quiet = 0.2, int $atLeast = 0): array
    {
        $messages = [];
        while (($message = $this->receive(count($messages) < $atLeast ? Setup::patience(self::PATIENCE) : $quiet)) !== null) {
            $messages[] = $message;
        }
        return $messages;
    }

    /** Says goodbye and closes the connection. May be called again. */
    public function close(): void
    {
        if (!$this->closed) {
            $this->write(self::frame(self::CLOSE, pack('n', 1000)));
        }
        $this->hangUp();
    }

    /** Whether the connection has ended, by either side. Messages that came before can still be received. */
    public function isClosed(): bool
    {
        while (!$this->closed && $this->pump(0.0)) {
            // Read on: the end may stand behind the messages.
        }
        return $this->closed;
    }

    /** @param array<string, string> $more headers */
    private function handshake(string $host, string $target, float $deadline, array $more): void
    {
        $key = base64_encode(random_bytes(16));
        $this->write(implode("\r\n", [
            "GET $target HTTP/1.1",
            "Host: $host",
            'Upgrade: websocket',
            'Connection: Upgrade',
            "Sec-WebSocket-Key: $key",
            'Sec-WebSocket-Version: 13',
            ...array_map(static fn(string $name): string => "$name: $more[$name]", array_keys($more)),
        ]) . "\r\n\r\n");
        while (($end = strpos($this->buffer, "\r\n\r\n")) === false) {
            $left = $deadline - microtime(true);
            if ($left <= 0 || $this->closed) {
                $this->hangUp();
                throw new RuntimeException("no websocket handshake from $host");
            }
            $this->read($left);
        }
        $lines = explode("\r\n", substr($this->buffer, 0, $end));
        $this->buffer = substr($this->buffer, $end + 4);
        $status = array_shift($lines);
        $headers = [];
        foreach ($lines as $line) {
            [$name, $value] = explode(':', $line, 2) + [1 => ''];
            $headers[strtolower($name)] = trim($value);
        }
        $accept = base64_encode(sha1($key . self::ACCEPT_SUFFIX, true));
        if (!preg_match('~^HTTP/1\.1 101( |$)~', $status)) {
            $this->hangUp();
            throw new RuntimeException("$host refused the websocket: $status");
        }
        if (strtolower($headers['upgrade'] ?? '') !== 'websocket' || ($headers['sec-websocket-accept'] ?? '') !== $accept) {
            $this->hangUp();
            throw new RuntimeException("$host answered the handshake with a wrong Upgrade or Sec-WebSocket-Accept");
        }
    }

    /** Waits for bytes and handles the frames they complete; whether anything came. */
    private function pump(float $timeout): bool
    {
        if ($this->takeFrames()) {
            return true;
        }
        if (!$this->read($timeout)) {
            return false;
        }
        $this->takeFrames();
        return true;
    }

    /** Whether bytes came, or the end of the connection. */
    private function read(float $timeout): bool
    {
        if ($this->closed) {
            return false;
        }
        $read = [$this->stream];
        $none = null;
        // A signal ends the wait early; the callers have a deadline and come again.
        if (!@stream_select($read, $none, $none, (int)$timeout, (int)(fmod($timeout, 1) * 1e6))) {
            return false;
        }
        $bytes = @fread($this->stream, 1 << 16);
        if ($bytes === false || $bytes === '') {
            if ($bytes === false || feof($this->stream)) {
                $this->hangUp();
                return true;
            }
            return false;
        }
        $this->buffer .= $bytes;
        return true;
    }

    /** Handles the whole frames in the buffer; whether there was one. */
    private function takeFrames(): bool
    {
        $any = false;
        while (!$this->closed && ($frame = $this->takeFrame()) !== null) {
            $any = true;
            [$final, $opcode, $payload] = $frame;
            switch ($opcode) {
                case self::PING:
                    $this->write(self::frame(self::PONG, $payload));
                    break;
                case self::PONG:
                    break;
                case self::CLOSE:
                    if (strlen($payload) >= 2) {
                        $this->closeCode = unpack('n', $payload)[1];
                        $this->closeReason = substr($payload, 2);
                    }
                    $this->write(self::frame(self::CLOSE, substr($payload, 0, 2)));
                    $this->hangUp();
                    break;
                case self::CONTINUATION:
                case self::TEXT:
                case self::BINARY:
                    $this->fragments .= $payload;
                    if ($final) {
                        $this->messages[] = $this->fragments;
                        $this->fragments = '';
                    }
                    break;
                default:
                    $this->hangUp();
                    throw new RuntimeException("the server sent a frame with the unknown opcode $opcode");
            }
        }
        return $any;
    }

    /** @return array{bool, int, string}|null final, opcode, payload; null while the frame is incomplete */
    private function takeFrame(): ?array
    {
        if (strlen($this->buffer) < 2) {
            return null;
        }
        $first = ord($this->buffer[0]);
        $second = ord($this->buffer[1]);
        if (($first & 0x70) !== 0 || ($second & 0x80) !== 0) {
            $this->hangUp();
            throw new RuntimeException('the server sent a masked frame or one of an extension');
        }
        [$format, $start] = match ($second) {
            126 => ['n', 4],
            127 => ['J', 10],
            default => [null, 2],
        };
        if (strlen($this->buffer) < $start) {
            return null;
        }
        $length = $format === null ? $second : unpack($format, $this->buffer, 2)[1];
        if (strlen($this->buffer) < $start + $length) {
            return null;
        }
        $payload = substr($this->buffer, $start, $length);
        $this->buffer = substr($this->buffer, $start + $length);
        return [($first & 0x80) !== 0, $first & 0x0F, $payload];
    }

    private static function frame(int $opcode, string $payload): string
    {
        $length = strlen($payload);
        $header = chr(0x80 | $opcode) . match (true) {
            $length < 126 => chr(0x80 | $length),
            $length < 1 << 16 => chr(0x80 | 126) . pack('n', $length),
            default => chr(0x80 | 127) . pack('J', $length),
        };
        $mask = random_bytes(4);
        // Of two strings, ^ takes the length of the shorter.
        return $header . $mask . ($payload ^ str_repeat($mask, intdiv($length, 4) + 1));
    }

    /** A peer that is gone ends the connection quietly; one that does not read throws. */
    private function write(string $bytes): void
    {
        $deadline = microtime(true) + $this->timeout;
        while ($bytes !== '') {
            $written = @fwrite($this->stream, $bytes);
            if ($written === false) {
                $this->hangUp();
                return;
            }
            $bytes = substr($bytes, $written);
            $left = $deadline - microtime(true);
            if ($bytes !== '' && $left <= 0) {
                $this->hangUp();
                throw new RuntimeException("the websocket server has read nothing for $this->timeout s");
            }
            if ($bytes !== '') {
                $write = [$this->stream];
                $none = null;
                @stream_select($none, $write, $none, (int)$left, (int)(fmod($left, 1) * 1e6));
            }
        }
    }

    private function hangUp(): void
    {
        $this->closed = true;
        if (is_resource($this->stream)) {
            fclose($this->stream);
        }
    }
}
