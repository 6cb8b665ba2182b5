<?php
/*
 * PHP's own web server with the extension, as a child process: each request is one sequence. What it says on stderr
 * is split by sequence, and searched for faults.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use RuntimeException;

final class Server
{
    /** Seconds that a sequence may take. */
    public const PATIENCE = 25.0;
    /** Bytes of log after which it is as good as one that does not end. */
    private const MOST_SAID = 16 << 20;
    private const MOST_SHOWN = 40_000;
    /** KiB of address space: a process that takes all of the machine's memory ends before. */
    private const ADDRESS_SPACE = 4_000_000;
    /**
     * KiB by which resident memory may grow from the first sequences to the last. A request that a fatal error ends while
     * fibers are suspended leaves what lies on their stacks, buffers of connections for the most part: some 18 MiB.
     */
    private const RESIDENT_KIB = 28 * 1024;
    /** Sequences after which the process has taken what it keeps. */
    private const WARM = 40;

    /** Fatal errors that a script may bring upon itself. */
    private const DESERVED = '~Allowed memory size of|Maximum execution time|Nesting level too deep|__debuginfo\(\) must return'
        . '|Uncaught (?!.*internal error)|Out of memory~';
    private const FAULTS = '~' . Log::FAULT . '(?<said>.*)|(?<leak>=== Total \d+ memory leaks detected)'
        . '|(?<assertion>[^\n]*Assertion [^\n]*failed[^\n]*)|(?<panic>internal error, please report it[^\n]*|panicked at[^\n]*)'
        . '|(?<heap>zend_mm_heap corrupted|memory allocation of \d+ bytes failed|stack overflow[^\n]*)'
        . '|(?<fatal>(Fatal|Core|Compile) error: [^\n]*)~';

    /** @var resource|null */
    private $process;
    private string $log;
    private string $address = '';
    private int $read = 0;
    private int $served = 0;
    private ?int $descriptors = null;
    private ?int $resident = null;

    /**
     * @param string $extension its file
     * @param list<string> $addrs worker addresses
     * @param bool $persistent whether connections are kept from sequence to sequence
     */
    public function __construct(string $extension, private array $addrs, private int $steps, private bool $persistent)
    {
        $this->log = (string)tempnam(sys_get_temp_dir(), 'netsvr-objects');
        $options = [
            'extension' => $extension, 'netsvr.persistent' => $persistent ? '1' : '0', 'netsvr.backoff_base_ms' => '0',
            'display_errors' => '0', 'log_errors' => '1', 'html_errors' => '0', 'error_reporting' => (string)(E_ERROR | E_CORE_ERROR
                | E_COMPILE_ERROR), 'memory_limit' => '128M', 'max_execution_time' => '0', 'zend.assertions' => '1',
            'report_memleaks' => '1',
        ];
        $command = [PHP_BINARY, '-n'];
        foreach ($options as $name => $value) {
            array_push($command, '-d', "$name=$value");
        }
        array_push($command, '-S', '127.0.0.1:0', __DIR__ . '/request.php');
        // The kernel ends it when this script is killed before it can.
        $tied = is_executable('/usr/bin/setpriv') ? '/usr/bin/setpriv --pdeathsig KILL -- ' : '';
        $limits = 'ulimit -c 0; ulimit -v ' . self::ADDRESS_SPACE . '; ';
        $shell = ['sh', '-c', $limits . 'exec ' . $tied . implode(' ', array_map(escapeshellarg(...), $command))];
        $output = ['file', $this->log, 'a'];
        // No name server keeps it waiting.
        $environment = ['RES_OPTIONS' => 'timeout:1 attempts:1'] + getenv();
        $process = proc_open($shell, [['file', '/dev/null', 'r'], $output, $output], $pipes, null, $environment);
        if (!is_resource($process)) {
            throw new RuntimeException('cannot start PHP');
        }
        $this->process = $process;
        $deadline = microtime(true) + self::PATIENCE;
        while (preg_match('~\(http://(\S+)\) started~', (string)file_get_contents($this->log), $found) !== 1) {
            if (microtime(true) > $deadline || !proc_get_status($process)['running']) {
                throw new RuntimeException('PHP did not come up: ' . file_get_contents($this->log));
            }
            usleep(2000);
        }
        $this->address = $found[1];
    }

    /**
     * Runs one sequence. Gives the faults that have come to light: those of the sequence before it, too.
     *
     * @param int $seed 0: none, which shows what the one before has left behind
     * @param list<int>|null $only the steps to do
     * @return list<string>
     */
    public function run(int $seed, ?array $only = null): array
    {
        $query = http_build_query(['seed' => $seed, 'steps' => $this->steps, 'addrs' => implode(',', $this->addrs)]
            + ($only === null ? [] : ['only' => implode(',', $only)]));
        $hangs = !$this->request("/?$query");
        $this->served++;
        $faults = $this->examine($this->said());
        $status = proc_get_status($this->process);
        if ($hangs && $status['running']) {
            $faults[] = 'hangs' . $this->lastOperation();
            proc_terminate($this->process, SIGKILL);
        } elseif (!$status['running'] && ($status['signaled'] || !$this->isOutOfMemory())) {
            $how = $status['signaled'] ? "signal {$status['termsig']}" : "status {$status['exitcode']}";
            $faults[] = "ends with $how" . $this->lastOperation();
        }
        if (!$status['running'] || $hangs) {
            $this->process = null;
        }
        return $faults;
    }

    public function isAlive(): bool
    {
        return $this->process !== null;
    }

    /** What the last sequence did and the server said, since it began. */
    public function lastLog(): string
    {
        $size = (int)filesize($this->log);
        $log = (string)file_get_contents($this->log, false, null, max(0, $size - 2 * self::MOST_SAID), self::MOST_SAID * 2);
        $at = (int)strrpos($log, '== seed ');
        if (str_starts_with(substr($log, $at), "== seed 0\n") && $at > 0) {
            $at = (int)strrpos($log, '== seed ', $at - strlen($log) - 1);
        }
        $log = substr($log, $at);
        return strlen($log) > self::MOST_SHOWN
            ? substr($log, 0, self::MOST_SHOWN / 2) . "\n…\n" . substr($log, -self::MOST_SHOWN / 2)
            : $log;
    }

    /** PHP's own web server may end where it finds no memory at the end of a request. */
    private function isOutOfMemory(): bool
    {
        return preg_match('~Allowed memory size of \d+ bytes exhausted.* in Unknown on line 0\s*$~', $this->lastLog()) === 1;
    }

    /** What was being done last, without what it was done to. */
    private function lastOperation(): string
    {
        preg_match_all('~^ +(\S.*)$~m', $this->lastLog(), $operations);
        $last = (string)end($operations[1]);
        $last = preg_replace(['~#\d+~', '~\(.*~s', '~ = .*~s', '~Fuzzed.c\d+.~', '~"[^"]*"~', '~\d+~'], ['', '', '', '', '', 'N'], $last);
        return $last === '' ? '' : " in $last";
    }

    public function stop(): void
    {
        if ($this->process !== null) {
            proc_terminate($this->process, SIGKILL);
            proc_close($this->process);
            $this->process = null;
        }
        @unlink($this->log);
    }

    /** False when there was no answer in time. */
    private function request(string $path): bool
    {
        $stream = @stream_socket_client("tcp://$this->address", $code, $error, 5);
        if ($stream === false) {
            return false;
        }
        fwrite($stream, "GET $path HTTP/1.0\r\n\r\n");
        stream_set_blocking($stream, false);
        $deadline = microtime(true) + self::PATIENCE;
        while (!feof($stream)) {
            clearstatcache();
            if (microtime(true) > $deadline || filesize($this->log) > $this->read + self::MOST_SAID) {
                return false;
            }
            $read = [$stream];
            $none = null;
            stream_select($read, $none, $none, 0, 200_000) > 0 && fread($stream, 1 << 20);
        }
        fclose($stream);
        // A process that has crashed has a moment to be gone.
        usleep(1000);
        return true;
    }

    private function said(): string
    {
        $said = (string)file_get_contents($this->log, false, null, $this->read);
        $this->read += strlen($said);
        return $said;
    }

    /** @return list<string> */
    private function examine(string $said): array
    {
        $faults = [];
        preg_match_all(self::FAULTS, $said, $found, PREG_SET_ORDER | PREG_UNMATCHED_AS_NULL);
        foreach ($found as $one) {
            if ($one['fatal'] !== null && preg_match(self::DESERVED, $one['fatal']) === 1) {
                continue;
            }
            $plain = preg_replace('~ in \S+ on line \d+~', '', trim($one['said'] ?? $one[0]));
            $faults[] = $one['leak'] === null ? $plain : self::leak($said);
        }
        if (preg_match('~^descriptors (\d+) resident (\d+)$~m', $said, $held) === 1) {
            array_push($faults, ...$this->compare((int)$held[1], (int)$held[2]));
        }
        return $faults;
    }

    /** Where the memory was taken that has not been freed. */
    private static function leak(string $said): string
    {
        preg_match_all('~^\S*?([^/\s]+\(\d+\)) :  Freeing ~m', $said, $places);
        return 'leaks memory taken at ' . implode(', ', array_unique($places[1]));
    }

    /** What is resident when the allocator has given back what it kept for requests as large as the last ones. */
    private function settled(int $resident): int
    {
        $query = http_build_query(['seed' => 0, 'steps' => 0, 'addrs' => implode(',', $this->addrs)]);
        for ($i = 0; $i < 10 && $resident > $this->resident + self::RESIDENT_KIB; $i++) {
            $this->request("/?$query");
            if (preg_match_all('~^descriptors \d+ resident (\d+)$~m', $this->said(), $held) > 0) {
                $resident = (int)end($held[1]);
            }
        }
        return $resident;
    }

    /** @return list<string> */
    private function compare(int $descriptors, int $resident): array
    {
        $faults = [];
        // Four connections are kept for each address.
        $this->descriptors ??= $descriptors + ($this->persistent ? 4 * count($this->addrs) : 0);
        if ($descriptors > $this->descriptors) {
            $faults[] = 'leaves descriptors open';
            $this->descriptors = $descriptors;
        }
        if ($this->served === self::WARM) {
            $this->resident = $resident;
        } elseif ($this->resident !== null && $this->settled($resident) > $this->resident + self::RESIDENT_KIB) {
            $faults[] = 'grows in resident memory';
            $this->resident = $resident;
        }
        return $faults;
    }
}
