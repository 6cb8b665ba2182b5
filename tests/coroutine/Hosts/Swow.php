<?php
/*
 * Coroutines of Swow.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine\Hosts;

use Closure;
use NetsvrTests\Coroutine\Coroutine;
use NetsvrTests\Coroutine\Host;

final class Swow extends Host
{
    /** @var list<\Swow\Coroutine> */
    private array $started = [];

    public static function source(): string
    {
        return (string)getenv('SWOW_SO');
    }

    public static function needs(): string
    {
        return 'SWOW_SO: the file of the extension';
    }

    public static function options(): array
    {
        return ['-d', 'display_startup_errors=0', '-d', 'extension=' . self::source()];
    }

    public function name(): string
    {
        return 'Swow ' . phpversion('swow');
    }

    public function sleep(float $seconds): void
    {
        usleep(max(1, (int)($seconds * 1e6)));
    }

    public function kill(Coroutine $coroutine): void
    {
        if ($coroutine->handle?->isAvailable()) {
            // it unwinds without finally
            $coroutine->handle->kill();
            $coroutine->hasEnded = $coroutine->wasKilled = !$coroutine->handle->isAlive();
        }
    }

    protected function loop(Closure $main): void
    {
        $done = new \Swow\Channel();
        \Swow\Coroutine::run(static function () use ($main, $done): void {
            $main();
            $done->push(true);
        });
        $done->pop();
        while (array_filter($this->started, static fn(\Swow\Coroutine $it): bool => $it->isAlive()) !== []) {
            usleep(2000);
        }
        $this->started = [];
    }

    protected function loopAround(Closure $outside, Closure ...$bodies): void
    {
        $done = new \Swow\Channel(count($bodies));
        foreach ($bodies as $body) {
            \Swow\Coroutine::run(static function () use ($body, $done): void {
                $body();
                $done->push(true);
            });
        }
        $outside();
        array_map(static fn() => $done->pop(), $bodies);
    }

    protected function start(Coroutine $coroutine, Closure $body): void
    {
        $coroutine->handle = $this->started[] = new \Swow\Coroutine($body);
        $coroutine->handle->resume();
    }
}
