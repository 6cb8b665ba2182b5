<?php
/*
 * Stand-in for Workerman 4: an event loop on stream_select(). Callbacks of streams get the stream, those of
 * signals the signal, those of timers the arguments given to add(). What they throw ends the loop.
 */
namespace Workerman\Events;

class Select implements EventInterface
{
    /** @var array<int, array<int, array{callable, resource}>> by flag and resource id */
    private array $streams = [self::EV_READ => [], self::EV_WRITE => []];
    /** @var array<int, array{due: float, every: float, once: bool, func: callable, args: array}> by id */
    private array $timers = [];
    private int $lastTimer = 0;

    public function add($fd, $flag, $func, $args = array())
    {
        switch ($flag) {
            case self::EV_READ:
            case self::EV_WRITE:
                $this->streams[$flag][(int)$fd] = [$func, $fd];
                return true;
            case self::EV_SIGNAL:
                pcntl_signal($fd, static fn(int $signal) => $func($signal));
                return true;
            case self::EV_TIMER:
            case self::EV_TIMER_ONCE:
                $this->timers[++$this->lastTimer] = [
                    'due' => microtime(true) + $fd, 'every' => (float)$fd, 'once' => $flag === self::EV_TIMER_ONCE,
                    'func' => $func, 'args' => (array)$args,
                ];
                return $this->lastTimer;
        }
        return true;
    }

    public function del($fd, $flag)
    {
        switch ($flag) {
            case self::EV_READ:
            case self::EV_WRITE:
                unset($this->streams[$flag][(int)$fd]);
                return true;
            case self::EV_TIMER:
            case self::EV_TIMER_ONCE:
                unset($this->timers[(int)$fd]);
                return true;
            case self::EV_SIGNAL:
                pcntl_signal($fd, SIG_IGN);
        }
        return false;
    }

    public function clearAllTimer()
    {
        $this->timers = [];
    }

    public function loop()
    {
        while (true) {
            pcntl_signal_dispatch();
            $this->wait();
            $this->runTimers();
        }
    }

    public function destroy()
    {
    }

    public function getTimerCount()
    {
        return count($this->timers);
    }

    /** How many streams are watched; the real loop has no such method. */
    public function watcherCount(): int
    {
        return count($this->streams[self::EV_READ]) + count($this->streams[self::EV_WRITE]);
    }

    private function wait(): void
    {
        $read = array_column($this->streams[self::EV_READ], 1);
        $write = array_column($this->streams[self::EV_WRITE], 1);
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
        foreach ([self::EV_READ => $read, self::EV_WRITE => $write] as $flag => $ready) {
            foreach ($ready as $stream) {
                // A callback may have removed the next one.
                if (isset($this->streams[$flag][(int)$stream])) {
                    call_user_func($this->streams[$flag][(int)$stream][0], $stream);
                }
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
            $this->timers[$id]['due'] = $now + $timer['every'];
            call_user_func_array($timer['func'], $timer['args']);
            if ($timer['once']) {
                unset($this->timers[$id]);
            }
        }
    }
}
