<?php
/*
 * RoadRunner's part towards one worker: it starts PHP, and passes it one request after the other over its standard input and
 * output, in frames of Goridge. Knows the frames that such a worker needs, and nothing more.
 */
declare(strict_types=1);

namespace NetsvrTests\Octane;

use NetsvrTests\Support\Program;
use RuntimeException;

final class RoadRunner
{
    private const VERSION = 1;
    /** Words of the header without options. */
    private const WORDS = 3;
    private const CONTROL = 0x01;
    private const PATIENCE = 20;

    /** @var resource */
    private $process;
    /** @var array<int, resource> */
    private array $pipes = [];

    /**
     * @param list<string> $arguments behind PHP
     * @param array<string, string> $environment
     * @param string $log where standard error goes
     */
    public function __construct(string $folder, array $arguments, array $environment, private readonly string $log)
    {
        $command = [...Program::php(), '-d', 'display_errors=stderr', ...$arguments];
        $files = [['pipe', 'r'], ['pipe', 'w'], ['file', $log, 'a']];
        $process = proc_open($command, $files, $this->pipes, $folder, ['RR_MODE' => 'http', 'RR_RELAY' => 'pipes'] + $environment + getenv());
        $this->process = is_resource($process) ? $process : throw new RuntimeException('cannot start the worker');
    }

    /** A request, as RoadRunner passes it on. */
    public function send(string $path): void
    {
        $context = json_encode([
            'remoteAddr' => '127.0.0.1', 'protocol' => 'HTTP/1.1', 'method' => 'GET', 'uri' => "http://127.0.0.1$path",
            'headers' => ['Host' => ['127.0.0.1']], 'cookies' => (object)[], 'rawQuery' => (string)parse_url($path, PHP_URL_QUERY),
            'parsed' => false, 'uploads' => null, 'attributes' => (object)[],
        ], JSON_THROW_ON_ERROR);
        $this->write($context, [strlen($context)], 0);
    }

    /** @return array{int, string} status and body of the answer */
    public function answer(): array
    {
        [$options, $payload] = $this->read();
        $head = json_decode(substr($payload, 0, $options[0] ?? 0), true);
        return [$head['status'] ?? 0, substr($payload, $options[0] ?? 0)];
    }

    /** @return array{int, string} */
    public function get(string $path): array
    {
        $this->send($path);
        return $this->answer();
    }

    /** As RoadRunner ends a worker; its exit status. */
    public function stop(): int
    {
        $this->write('{"stop":true}', [], self::CONTROL);
        $deadline = microtime(true) + self::PATIENCE;
        while (($state = proc_get_status($this->process))['running'] && microtime(true) < $deadline) {
            usleep(2000);
        }
        return $state['running'] ? throw new RuntimeException("the worker did not stop: {$this->said()}") : $state['exitcode'];
    }

    public function pid(): int
    {
        return proc_get_status($this->process)['pid'];
    }

    public function said(): string
    {
        return (string)@file_get_contents($this->log);
    }

    public function __destruct()
    {
        proc_terminate($this->process, SIGKILL);
        array_map(fclose(...), $this->pipes);
        proc_close($this->process);
    }

    /** @param list<int> $options */
    private function write(string $payload, array $options, int $flags): void
    {
        $header = pack('CCV', self::VERSION << 4 | (count($options) + self::WORDS), $flags, strlen($payload));
        fwrite($this->pipes[0], $header . pack('VCC', crc32($header), 0, 0) . pack('V*', ...$options) . $payload);
    }

    /** @return array{list<int>, string} options and payload */
    private function read(): array
    {
        $header = $this->take(12);
        ['first' => $first, 'length' => $length, 'sum' => $sum] = unpack('Cfirst/Cflags/Vlength/Vsum', $header);
        if ($first >> 4 !== self::VERSION || $sum !== crc32(substr($header, 0, 6))) {
            // Somebody else has written to standard output.
            throw new RuntimeException('this is no frame: ' . json_encode($header, JSON_INVALID_UTF8_SUBSTITUTE));
        }
        $options = $this->take((($first & 0x0F) - self::WORDS) * 4);
        return [array_values(unpack('V*', $options)), $this->take($length)];
    }

    private function take(int $length): string
    {
        for ($bytes = ''; strlen($bytes) < $length;) {
            $read = [$this->pipes[1]];
            $none = null;
            $ready = stream_select($read, $none, $none, self::PATIENCE);
            $more = $ready > 0 ? (string)fread($this->pipes[1], $length - strlen($bytes)) : '';
            if ($more === '') {
                throw new RuntimeException("the worker does not answer: {$this->said()}");
            }
            $bytes .= $more;
        }
        return $bytes;
    }
}
