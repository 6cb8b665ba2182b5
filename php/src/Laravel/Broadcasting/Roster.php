<?php
/*
 * Which processes of the application are registered at which gateway, and at which gateways nobody was for a while: a gap,
 * after which clients have to be looked after. All processes share it; it knows neither cache nor gateways.
 *
 * Whether there was a gap before a registration the roster tells by the others: one that was registered before, and still
 * was afterwards, has taken the events meanwhile. One that has ended by itself has said when. One that has been killed has
 * not, so it counts only when it has been seen afterwards.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Closure;

/** @internal */
final class Roster
{
    /** Seconds without a sign after which a process of another host has ended. */
    public const PATIENCE = 10.0;
    /** Seconds after which others have said that they are there, even when the roster was lost just now. */
    public const SETTLED = 2.0;
    /** Seconds: a process was seen at most one second before it died, and a uniqId has whole seconds. */
    private const SHORT = 2.0;
    /** Seconds for which a process that has ended is kept. */
    private const KEPT = 60.0;

    /**
     * @param array<string, array<string, array{since: float, seen: float, left: float|null, vouched: bool}>> $members by
     *     gateway and process; vouched: it is known whether there was a gap before it
     * @param array<string, array{from: float, before: int, short: bool, owner: string|null, seen: float, done: int}> $gaps
     *     by gateway; short: it may have begun in the second in which it ended; done: of the groups of clients
     */
    private function __construct(private array $members, private array $gaps)
    {
    }

    public static function from(mixed $stored): self
    {
        return new self((array)($stored['members'] ?? []), (array)($stored['gaps'] ?? []));
    }

    /** @return array<string, mixed> arrays, texts and numbers */
    public function toArray(): array
    {
        return ['members' => $this->members, 'gaps' => $this->gaps];
    }

    /** The process is registered at the gateway, since then. */
    public function see(string $gateway, string $process, float $since, bool $vouched, float $now): void
    {
        $this->members[$gateway][$process] = ['since' => $since, 'seen' => $now, 'left' => null, 'vouched' => $vouched];
        $this->members[$gateway] = array_filter(
            $this->members[$gateway],
            static fn(array $member): bool => $now - max($member['seen'], $member['left'] ?? 0.0) < self::KEPT
        );
    }

    /** The process is not registered there any more. */
    public function leave(string $gateway, string $process, float $when): void
    {
        if (isset($this->members[$gateway][$process])) {
            $this->members[$gateway][$process]['left'] = $when;
        }
    }

    /**
     * Whether somebody was there when the process registered.
     *
     * @param Closure(string): ?bool $lives whether another process lives; null: nobody here can know
     * @return bool|null null: it is too early to know
     */
    public function wasCovered(string $gateway, string $process, float $since, float $now, Closure $lives): ?bool
    {
        $open = $now - $since < self::SETTLED;
        foreach ($this->members[$gateway] ?? [] as $name => $member) {
            if ($name === $process || $member['since'] >= $since) {
                continue;
            }
            $covers = $this->wasThere($member, $lives($name), $since, $now);
            if ($covers && $member['vouched']) {
                return true;
            }
            // One that does not know yet whether there was a gap before itself cannot vouch for others.
            $learns = $member['left'] === null && $lives($name) !== false && $now - $member['seen'] < self::PATIENCE;
            $open = $open || $covers === null || ($covers && $learns);
        }
        return $open ? null : false;
    }

    /**
     * Whether another one that had registered before still was there then; null: it is too early to know.
     *
     * @param array{since: float, seen: float, left: float|null, vouched: bool} $member
     */
    private function wasThere(array $member, ?bool $lives, float $then, float $now): ?bool
    {
        if ($member['left'] !== null) {
            return $member['left'] >= $then;
        }
        if ($member['seen'] > $then) {
            return true;
        }
        return match ($lives) {
            false => false,
            // Long events keep a process from saying that it is there.
            true => $now - $then > self::PATIENCE ? true : null,
            null => $now - $member['seen'] > self::PATIENCE ? false : null,
        };
    }

    /**
     * Nobody was there before the process registered.
     *
     * @param int $before unix time of the gateway at which it did
     */
    public function openGap(string $gateway, string $process, float $since, int $before): void
    {
        $others = array_diff_key($this->members[$gateway] ?? [], [$process => true]);
        $seen = array_map(static fn(array $member): float => $member['left'] ?? $member['seen'], $others);
        $from = $seen === [] ? 0.0 : max($seen);
        $this->gaps[$gateway] = [
            'from' => min($this->gaps[$gateway]['from'] ?? INF, $from),
            'before' => max($this->gaps[$gateway]['before'] ?? 0, $before),
            'short' => ($this->gaps[$gateway]['short'] ?? false) || $since - $from < self::SHORT,
            'owner' => null,
            'seen' => 0.0,
            'done' => 0,
        ];
    }

    /**
     * The gap that the process is to repair: nobody else does, or it does already.
     *
     * @param Closure(string): ?bool $lives
     * @return array{from: float, before: int, short: bool, done: int}|null
     */
    public function takeGap(string $gateway, string $process, float $now, Closure $lives): ?array
    {
        $gap = $this->gaps[$gateway] ?? null;
        if ($gap === null) {
            return null;
        }
        $owner = $gap['owner'];
        if ($owner !== null && $owner !== $process && $lives($owner) !== false && $now - $gap['seen'] < self::PATIENCE) {
            return null;
        }
        $this->gaps[$gateway] = ['owner' => $process, 'seen' => $now] + $gap;
        return array_intersect_key($gap, ['from' => 0, 'before' => 0, 'short' => 0, 'done' => 0]);
    }

    /** The process has looked after so many groups of clients of the gap that it has taken. */
    public function progress(string $gateway, string $process, int $before, int $done, int $of): void
    {
        $gap = $this->gaps[$gateway] ?? null;
        // It may have been opened anew meanwhile.
        if ($gap === null || $gap['owner'] !== $process || $gap['before'] !== $before) {
            return;
        }
        if ($done >= $of) {
            unset($this->gaps[$gateway]);
        } else {
            $this->gaps[$gateway]['done'] = $done;
        }
    }
}
