<?php
/*
 * Coroutines of Swoole.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine\Hosts;

use Closure;
use NetsvrTests\Coroutine\Coroutine;
use NetsvrTests\Coroutine\Host;

final class Swoole extends Host
{
    public static function source(): string
    {
        return (string)getenv('SWOOLE_SO');
    }

    public static function needs(): string
    {
        return 'SWOOLE_SO: the file of the extension';
    }

    public static function options(): array
    {
        return ['-d', 'extension=' . self::source()];
    }

    public function name(): string
    {
        return 'Swoole ' . phpversion('swoole');
    }

    public function sleep(float $seconds): void
    {
        \Swoole\Coroutine\System::sleep(max(0.001, $seconds));
    }

    /** Cancels what it waits for; the coroutine itself goes on, and hears of it. */
    public function kill(Coroutine $coroutine): void
    {
        if (!$coroutine->hasEnded && \Swoole\Coroutine::cancel($coroutine->handle)) {
            $coroutine->wasKilled = true;
        }
    }

    protected function loop(Closure $main): void
    {
        \Swoole\Coroutine\run($main);
    }

    protected function loopAround(Closure $outside, Closure ...$bodies): void
    {
        array_map(\Swoole\Coroutine::create(...), $bodies);
        $outside();
        \Swoole\Event::wait();
    }

    protected function start(Coroutine $coroutine, Closure $body): void
    {
        $coroutine->handle = \Swoole\Coroutine::create($body);
    }
}
