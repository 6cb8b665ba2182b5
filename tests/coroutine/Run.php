<?php
/*
 * One scene on one host, in a process of its own: where it tells what does not hold, and what several scenes need.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use Closure;
use Error;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Findings;
use NetsvrTests\Support\Setup;
use RuntimeException;
use Throwable;

final class Run
{
    use Findings;

    /** Seconds that a scene may take. */
    private const LONGEST = 240;
    /** Status of a scene that was skipped. */
    public const SKIPPED = 77;

    /** How many questions were answered as they should be: see question(). */
    public int $right = 0;
    /** @var list<string> what was measured: printed where something does not hold */
    private array $notes = [];

    private function __construct(public readonly Host $host, public readonly string $hostName, public readonly int $seed)
    {
        mt_srand($seed);
    }

    /** Plays a scene; gives the exit status. */
    public static function one(string $scene, string $host, int $seed): int
    {
        Setup::endAfter(self::LONGEST);
        $run = new self(Host::named($host), $host, $seed);
        try {
            ((require __DIR__ . "/$scene.php")->play)($run);
        } catch (Skipped $why) {
            echo "     {$why->getMessage()}\n";
            return self::SKIPPED;
        } catch (Throwable $thrown) {
            $run->problem(self::text($thrown));
        }
        foreach (array_slice($run->problems, 0, 12) as $problem) {
            echo "     $problem\n";
        }
        if ($run->problems !== []) {
            echo count($run->problems) > 12 ? '     and ' . (count($run->problems) - 12) . " more\n" : '';
            array_map(static fn(string $note) => print("     - $note\n"), $run->notes);
        }
        return $run->problems === [] ? 0 : 1;
    }

    /** What was thrown, and what led to it. */
    public static function text(Throwable $thrown): string
    {
        $text = get_class($thrown) . ": {$thrown->getMessage()} at {$thrown->getFile()}:{$thrown->getLine()}";
        return $thrown->getPrevious() === null ? $text : "$text, after " . self::text($thrown->getPrevious());
    }

    public function note(string $text): void
    {
        $this->notes[] = $text;
    }

    /** Runs this in a coroutine of the host, until all coroutines have ended. */
    public function inCoroutine(Closure $main): void
    {
        $this->host->run($main);
    }

    /** How many descriptors this process has open. */
    public static function descriptors(): int
    {
        // cycles hold streams until they are collected
        gc_collect_cycles();
        return count(scandir('/proc/self/fd')) - 3;
    }

    /** How many sockets of this process are connected to an address of loopback. */
    public static function connectionsTo(string $addr): int
    {
        $port = strtoupper(str_pad(dechex((int)substr($addr, strrpos($addr, ':') + 1)), 4, '0', STR_PAD_LEFT));
        $inodes = [];
        foreach (array_slice(file('/proc/net/tcp') ?: [], 1) as $line) {
            $fields = preg_split('/\s+/', trim($line));
            if (str_ends_with($fields[2], ":$port") && $fields[3] === '01') {
                $inodes["socket:[$fields[9]]"] = true;
            }
        }
        $found = 0;
        foreach (scandir('/proc/self/fd') as $descriptor) {
            $found += isset($inodes[(string)@readlink("/proc/self/fd/$descriptor")]) ? 1 : 0;
        }
        return $found;
    }

    /** In a coroutine: waits until this holds. @throws RuntimeException after 20 seconds */
    public function until(Closure $holds, string $what): void
    {
        for ($deadline = microtime(true) + 20; !$holds(); $this->host->sleep(0.01)) {
            if (microtime(true) > $deadline) {
                throw new RuntimeException("$what: not within 20 s");
            }
        }
    }

    /** Checks that as many connections are open to a gateway as its pool has, and one more for commands and code outside. */
    public function poolOf(string $addr, int $size, string $when): void
    {
        $open = self::connectionsTo($addr);
        $this->check($open === $size || $open === $size + 1, "$open connections to a gateway with a pool of $size, $when");
    }

    /** Checks that a call throws an Error that says so. */
    public function errs(string $saying, Closure $call): void
    {
        try {
            $call();
            $this->problem("no Error says: $saying");
        } catch (Error $error) {
            $this->check(str_contains($error->getMessage(), $saying), "the Error says '{$error->getMessage()}', not: $saying");
        }
    }

    /** The text of what a call throws; '' where it throws nothing. */
    public static function thrownBy(Closure $call): string
    {
        try {
            $call();
        } catch (SocketReceiveException $thrown) {
            for ($text = $thrown->getMessage(); ($thrown = $thrown->getPrevious()) !== null;) {
                $text .= ' | ' . $thrown->getMessage();
            }
            return $text === '' ? 'no text' : $text;
        }
        return '';
    }

    /** A coroutine that counts, every few milliseconds, until it is told to stop: whether others run. */
    public function ticker(): Ticker
    {
        return new Ticker($this->host);
    }

    /** NetBus speaks to these from now on. Its sockets are made here: a coroutine may be suspended where a class is loaded. */
    public function netBus(int $timeout, string ...$workerAddrs): ArrayLogger
    {
        $logger = Setup::netBusAt($workerAddrs, $timeout);
        Container::getInstance()->get(TaskSocketMangerInterface::class);
        return $logger;
    }

    /** Asks a question about a crowd, and counts the answer if it is right. */
    public function question(Crowd $crowd, int $number): Closure
    {
        return function () use ($crowd, $number): void {
            $wrong = $crowd->ask($number);
            $wrong === null ? $this->right++ : $this->problem($wrong);
        };
    }

    /**
     * The same for several questions.
     *
     * @param list<int> $numbers
     * @return list<Closure>
     */
    public function questions(Crowd $crowd, array $numbers): array
    {
        return array_map(fn(int $number): Closure => $this->question($crowd, $number), $numbers);
    }

    /** How many right answers there have been since the last time. */
    public function takeRight(): int
    {
        [$right, $this->right] = [$this->right, 0];
        return $right;
    }

    /** Clients of these gateways, which know who they are. */
    public function crowd(int $count, int $topics, DevGate ...$gateways): Crowd
    {
        return new Crowd($count, $topics, ...$gateways);
    }
}
