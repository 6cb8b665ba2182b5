<?php
/*
 * Stand-in for Workerman 5: an event loop on stream_select(). Callbacks of streams get the stream, and what
 * they throw ends the loop; what callbacks of timers and signals throw goes to the error handler.
 */
declare(strict_types=1);

namespace Workerman\Events;

final class Select implements EventInterface
{
    private bool $running = true;
    /** @var array<int, array{callable, resource}> by resource id */
    private array $readers = [];
    /** @var array<int, array{callable, resource}> by resource id */
    private array $writers = [];
    /** @var array<int, array{due: float, every: ?float, func: callable, args: array}> by id */
    private array $timers = [];
    private int $lastTimer = 0;
    /** @var array<int, true> */
    private array $signals = [];
    /** @var callable|null */
    private $errorHandler = null;

    public function delay(float $delay, callable $func, array $args = []): int
    {
        return $this->addTimer($delay, null, $func, $args);
    }

    public function offDelay(int $timerId): bool
    {
        $known = isset($this->timers[$timerId]);
        unset($this->timers[$timerId]);
        return $known;
    }

    public function repeat(float $interval, callable $func, array $args = []): int
    {
        return $this->addTimer($interval, $interval, $func, $args);
    }

    public function offRepeat(int $timerId): bool
    {
        return $this->offDelay($timerId);
    }

    public function onReadable($stream, callable $func): void
    {
        $this->readers[(int)$stream] = [$func, $stream];
    }

    public function offReadable($stream): bool
    {
        $known = isset($this->readers[(int)$stream]);
        unset($this->readers[(int)$stream]);
        return $known;
    }

    public function onWritable($stream, callable $func): void
    {
        $this->writers[(int)$stream] = [$func, $stream];
    }

    public function offWritable($stream): bool
    {
        $known = isset($this->writers[(int)$stream]);
        unset($this->writers[(int)$stream]);
        return $known;
    }

    public function onSignal(int $signal, callable $func): void
    {
        $this->signals[$signal] = true;
        pcntl_signal($signal, fn() => $this->safely($func, [$signal]));
    }

    public function offSignal(int $signal): bool
    {
        $known = isset($this->signals[$signal]);
        unset($this->signals[$signal]);
        pcntl_signal($signal, SIG_IGN);
        return $known;
    }

    public function deleteAllTimer(): void
    {
        $this->timers = [];
    }

    public function run(): void
    {
        while ($this->running) {
            $this->wait();
            $this->runTimers();
            pcntl_signal_dispatch();
        }
    }

    public function stop(): void
    {
        $this->running = false;
        $this->timers = $this->readers = $this->writers = [];
        foreach (array_keys($this->signals) as $signal) {
            $this->offSignal($signal);
        }
    }

    public function getTimerCount(): int
    {
        return count($this->timers);
    }

    public function setErrorHandler(callable $errorHandler): void
    {
        $this->errorHandler = $errorHandler;
    }

    /** How many streams are watched; the real loop has no such method. */
    public function watcherCount(): int
    {
        return count($this->readers) + count($this->writers);
    }

    private function addTimer(float $in, ?float $every, callable $func, array $args): int
    {
        $this->timers[++$this->lastTimer] = [
            'due' => microtime(true) + $in, 'every' => $every, 'func' => $func, 'args' => $args,
        ];
        return $this->lastTimer;
    }

    private function wait(): void
    {
        $read = array_column($this->readers, 1);
        $write = array_column($this->writers, 1);
        $none = null;
        $micros = $this->timers === [] ? 800_000
            : (int)max(0, min(800_000, (min(array_column($this->timers, 'due')) - microtime(true)) * 1e6));
        if ($read === [] && $write === []) {
            usleep($micros);
            return;
        }
        if (!@stream_select($read, $write, $none, 0, $micros)) {
            return;
        }
        // A callback may have removed the next one.
        foreach ($read as $stream) {
            if (isset($this->readers[(int)$stream])) {
                $this->readers[(int)$stream][0]($stream);
            }
        }
        foreach ($write as $stream) {
            if (isset($this->writers[(int)$stream])) {
                $this->writers[(int)$stream][0]($stream);
            }
        }
    }

    private function runTimers(): void
    {
        $now = microtime(true);
        foreach (array_keys($this->timers) as $id) {
            $timer = $this->timers[$id] ?? null;
            if ($timer === null || $timer['due'] > $now) {
                continue;
            }
            if ($timer['every'] === null) {
                unset($this->timers[$id]);
            } else {
                $this->timers[$id]['due'] = $now + $timer['every'];
            }
            $this->safely($timer['func'], $timer['args']);
        }
    }

    private function safely(callable $func, array $args): void
    {
        try {
            $func(...$args);
        } catch (\Throwable $thrown) {
            $this->errorHandler === null ? print($thrown) : ($this->errorHandler)($thrown);
        }
    }
}
