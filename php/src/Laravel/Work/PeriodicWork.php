<?php
/*
 * The periodic work of one process: when it is due, and that one that fails does not keep the others from theirs.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Closure;
use Illuminate\Contracts\Container\Container;
use InvalidArgumentException;
use NetsvrBusiness\Contract\EventInterface;
use Throwable;

/** @internal */
final class PeriodicWork
{
    /** Seconds; a bit less than the interval of the loop, whose calls may come early by a moment. */
    private const INTERVAL = 0.9;

    private float $last;

    /**
     * @param list<Periodic> $works
     * @param Closure(?Throwable): void $after called after each, with what it threw
     */
    public function __construct(private readonly array $works, private readonly Closure $after)
    {
        $this->last = self::now();
    }

    /**
     * What the class of a handler names.
     *
     * @param Closure(?Throwable): void $after
     * @throws InvalidArgumentException when it names something else than periodic work
     */
    public static function of(EventInterface $handler, Container $container, Closure $after): self
    {
        $works = [];
        foreach ($handler instanceof HasPeriodicWork ? $handler::periodic() : [] as $class) {
            $work = $container->make($class);
            if (!$work instanceof Periodic) {
                throw new InvalidArgumentException(
                    sprintf('netsvr: %s::periodic(): %s does not implement %s', $handler::class, $class, Periodic::class)
                );
            }
            $works[] = $work;
        }
        return new self($works, $after);
    }

    /** To be called again and again: after each event, and each second without one. */
    public function doIfDue(): void
    {
        if ($this->works === [] || self::now() - $this->last < self::INTERVAL) {
            return;
        }
        foreach ($this->works as $work) {
            $thrown = null;
            try {
                $work->tick();
            } catch (Throwable $thrown) {
                // Reported by $after.
            }
            ($this->after)($thrown);
        }
        // From its end: work that takes long leaves time for events.
        $this->last = self::now();
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
