<?php
/*
 * Lines in the log about what strangers do, or what fails again and again: nobody knows how often it happens, and it must
 * not fill a disk. Of each kind there is one a minute, which says how many were left out since the last one.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Container\Container;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;

/** @internal */
final class RareLog
{
    /** Seconds between two lines of a kind. */
    private const SILENCE = 60;

    /** @var array<string, array{int, int}> when there was one, and how many were left out since; by kind */
    private array $kinds = [];

    public function __construct(private readonly Container $container)
    {
    }

    /** @param string $kind one of few: strangers must not be able to make up new ones */
    public function tell(string $level, string $kind, string $line): void
    {
        $now = intdiv(hrtime(true), 1_000_000_000);
        [$last, $left] = $this->kinds[$kind] ?? [null, 0];
        if ($last !== null && $now - $last < self::SILENCE) {
            $this->kinds[$kind][1]++;
            return;
        }
        $this->kinds[$kind] = [$now, 0];
        $more = $left === 0 ? '' : " ($left more of this kind since the last line)";
        $this->container->make(NetsvrServiceProvider::LOGGER)->log($level, $line . $more);
    }
}
