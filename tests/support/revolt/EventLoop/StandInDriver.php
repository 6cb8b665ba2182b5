<?php
/*
 * Stand-in for Revolt: a loop over stream_select(). As in the real one each callback runs in a fiber, run() is called
 * outside of fibers and ends when nothing is left to wait for, a callback must return null, and what one throws ends
 * run(). A stream that is closed while somebody waits for it breaks the loop, as there.
 */
declare(strict_types=1);

namespace Revolt\EventLoop;

use Closure;
use Error;
use Fiber;
use Throwable;

final class StandInDriver implements Driver
{
    private bool $running = false;
    private bool $stopped = false;
    private int $lastId = 0;
    /** @var list<array{Closure, array}> */
    private array $queue = [];
    /** @var array<string, array{float, Closure}> when, and what */
    private array $timers = [];
    /** @var array<string, array{resource, Closure}> */
    private array $readable = [];
    /** @var array<string, array{resource, Closure}> */
    private array $writable = [];
    /** What a callback has thrown. */
    private ?Throwable $thrown = null;

    public function run(): void
    {
        if ($this->running) {
            throw new Error('the loop is already running');
        }
        if (Fiber::getCurrent() !== null) {
            throw new Error('the loop is not to be run in a fiber');
        }
        [$this->running, $this->stopped] = [true, false];
        try {
            do {
                $this->runQueue();
            } while (!$this->stopped && $this->turn());
        } finally {
            $this->running = false;
        }
    }

    public function stop(): void
    {
        $this->stopped = true;
    }

    public function isRunning(): bool
    {
        return $this->running;
    }

    public function queue(Closure $closure, mixed ...$args): void
    {
        $this->queue[] = [$closure, $args];
    }

    public function defer(Closure $closure): string
    {
        return $this->delay(0.0, $closure);
    }

    public function delay(float $delay, Closure $closure): string
    {
        if ($delay < 0) {
            throw new Error("a delay of $delay s");
        }
        $this->timers[$id = $this->id()] = [microtime(true) + $delay, $closure];
        return $id;
    }

    public function onReadable(mixed $stream, Closure $closure): string
    {
        $this->readable[$id = $this->id()] = [$stream, $closure];
        return $id;
    }

    public function onWritable(mixed $stream, Closure $closure): string
    {
        $this->writable[$id = $this->id()] = [$stream, $closure];
        return $id;
    }

    public function cancel(string $callbackId): void
    {
        unset($this->timers[$callbackId], $this->readable[$callbackId], $this->writable[$callbackId]);
    }

    /** @return list<string> */
    public function getIdentifiers(): array
    {
        return array_map(strval(...), array_keys($this->timers + $this->readable + $this->writable));
    }

    /** Waits for what comes next, and runs it; whether anything is left. */
    private function turn(): bool
    {
        if ($this->timers === [] && $this->readable === [] && $this->writable === []) {
            return false;
        }
        $next = $this->timers === [] ? null : max(0.0, min(array_column($this->timers, 0)) - microtime(true));
        foreach ($this->select($next) as [$watches, $ids]) {
            foreach ($ids as $id) {
                // a callback before this one may have cancelled it
                if (isset($this->{$watches}[$id])) {
                    [$stream, $closure] = $this->{$watches}[$id];
                    $this->call($closure, (string)$id, $stream);
                    unset($stream, $closure);
                }
            }
        }
        $now = microtime(true);
        foreach (array_keys($this->timers) as $id) {
            if (isset($this->timers[$id]) && $this->timers[$id][0] <= $now) {
                $closure = $this->timers[$id][1];
                unset($this->timers[$id]);
                $this->call($closure, (string)$id);
                unset($closure);
            }
        }
        return true;
    }

    /**
     * @param float|null $seconds null: however long it takes
     * @return list<array{string, list<string>}> the callbacks of streams that are ready
     */
    private function select(?float $seconds): array
    {
        $read = array_map(static fn(array $watch) => $watch[0], $this->readable);
        $write = array_map(static fn(array $watch) => $watch[0], $this->writable);
        if ($read === [] && $write === []) {
            usleep((int)ceil($seconds * 1e6));
            return [];
        }
        $none = null;
        $whole = $seconds === null ? null : (int)$seconds;
        $rest = $seconds === null ? null : (int)ceil(($seconds - $whole) * 1e6);
        if ($rest >= 1_000_000) {
            [$whole, $rest] = [$whole + 1, 0];
        }
        // a signal ends it early
        if (!@stream_select($read, $write, $none, $whole, $rest)) {
            return [];
        }
        return [['readable', array_keys($read)], ['writable', array_keys($write)]];
    }

    private function runQueue(): void
    {
        while ($this->queue !== []) {
            [$closure, $args] = array_shift($this->queue);
            $this->start($closure, $args);
            unset($closure, $args);
        }
    }

    private function call(Closure $closure, mixed ...$args): void
    {
        $this->start(static function () use ($closure, $args): void {
            if ($closure(...$args) !== null) {
                throw new Error('a callback of the loop has returned something');
            }
        }, []);
        $this->runQueue();
    }

    private function start(Closure $closure, array $args): void
    {
        (new Fiber(function () use ($closure, $args): void {
            try {
                $closure(...$args);
            } catch (Throwable $thrown) {
                $this->thrown ??= $thrown;
            }
        }))->start();
        if ($this->thrown !== null) {
            [$thrown, $this->thrown] = [$this->thrown, null];
            throw $thrown;
        }
    }

    private function id(): string
    {
        return 'watch' . ++$this->lastId;
    }
}
