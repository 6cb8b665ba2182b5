<?php
/*
 * Who runs the coroutines of a scene. Knows nothing of netsvr.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use Closure;
use RuntimeException;
use Throwable;

abstract class Host
{
    /** Names on the command line, and the classes. */
    public const ALL = [
        'stand-in' => Hosts\StandIn::class,
        'revolt' => Hosts\Revolt::class,
        'workerman' => Hosts\Workerman::class,
        'swoole' => Hosts\Swoole::class,
        'swow' => Hosts\Swow::class,
    ];
    /** Those whose coroutines are fibers. */
    public const FIBERS = ['stand-in', 'revolt', 'workerman'];

    /** What was thrown in a coroutine and not caught there. */
    private ?Throwable $thrown = null;

    public static function named(string $name): self
    {
        return new (self::ALL[$name])();
    }

    /** Where its sources or its extension are, as the environment says; '' where they are not known. */
    abstract public static function source(): string;

    /** What the environment is to have, in words; '' where nothing is needed. */
    abstract public static function needs(): string;

    /** @return list<string> options of PHP with which it is there */
    public static function options(): array
    {
        return [];
    }

    /** With its version. */
    abstract public function name(): string;

    /** Runs this in a coroutine, until that one and all that it has started have ended. To be called outside of coroutines. */
    public function run(Closure $main): void
    {
        $this->loop($this->guarded($main));
        if ($this->thrown !== null) {
            throw $this->thrown;
        }
    }

    /** Starts a coroutine. What it throws fails the scene. */
    public function go(Closure $body): Coroutine
    {
        $coroutine = new Coroutine();
        $this->start($coroutine, $this->guarded(static function () use ($coroutine, $body): void {
            try {
                $body();
            } catch (Killed) {
                $coroutine->wasKilled = true;
            } finally {
                $coroutine->hasEnded = true;
            }
        }));
        return $coroutine;
    }

    /** Suspends the calling coroutine for so many seconds. */
    abstract public function sleep(float $seconds): void;

    /** Ends a coroutine from outside, as hard as its host can. */
    abstract public function kill(Coroutine $coroutine): void;

    /** In a coroutine: starts others, and waits for all of them. */
    public function all(float $atMost, Closure ...$bodies): void
    {
        $this->join($atMost, ...array_map($this->go(...), array_values($bodies)));
    }

    /** In a coroutine: waits for others. */
    public function join(float $atMost, Coroutine ...$coroutines): void
    {
        $deadline = microtime(true) + $atMost;
        while (($coroutines = array_filter($coroutines, static fn(Coroutine $it): bool => !$it->hasEnded)) !== []) {
            if (microtime(true) > $deadline) {
                throw new RuntimeException(count($coroutines) . " coroutines have not ended within $atMost s");
            }
            $this->sleep(0.005);
        }
    }

    /**
     * Starts coroutines, and when they are suspended calls something outside of coroutines. Then runs them to their end. To
     * be called outside of coroutines.
     */
    public function interleave(Closure $outside, Closure ...$bodies): void
    {
        $this->loopAround($outside, ...array_map($this->guarded(...), array_values($bodies)));
        if ($this->thrown !== null) {
            throw $this->thrown;
        }
    }

    abstract protected function loopAround(Closure $outside, Closure ...$bodies): void;

    abstract protected function loop(Closure $main): void;

    abstract protected function start(Coroutine $coroutine, Closure $body): void;

    /** What no loop is to see. */
    private function guarded(Closure $body): Closure
    {
        return function () use ($body): void {
            try {
                $body();
            } catch (Throwable $thrown) {
                $this->thrown ??= $thrown;
            }
        };
    }
}
