<?php
/*
 * Clients that leave a channel and subscribe to it again at once, as a page does that is drawn anew. Gateways 8.x hand on
 * the two messages in any order, and several processes handle them at the same time: when the first comes last, the
 * client believes that it subscribes, and does not. Who subscribes to what it subscribes to already is such a client. It
 * is subscribed once more a second later, when both have been handled. What a channel says that a client has left after
 * all, its library ignores.
 *
 * Not for presence channels: who is subscribed there once more would be no member. Their clients ask for a signature in
 * between, which takes longer than it takes to hand on a message.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use NetsvrBusiness\Laravel\Work\Periodic;
use NetsvrBusiness\NetBus;

/** @internal */
final class Resubscriptions implements Periodic
{
    /** Seconds after which all has been handled that came at the same time. */
    private const LATER = 1.0;
    /** Seconds within which it has come at the same time: who leaves after them does leave. */
    private const TOGETHER = 0.25;
    /** Connections: more than this many at a time are none that draw a page anew. */
    private const MOST = 10_000;

    /** @var array<string, array<string, float>> when it subscribed once more, by uniqId and topic; oldest connections first */
    private array $times = [];

    public function subscribes(string $uniqId, string $topic): void
    {
        if (isset($this->times[$uniqId]) || count($this->times) < self::MOST) {
            $this->times[$uniqId][$topic] = self::now();
        }
    }

    public function unsubscribes(string $uniqId, string $topic): void
    {
        $time = $this->times[$uniqId][$topic] ?? null;
        if ($time !== null && self::now() - $time > self::TOGETHER) {
            unset($this->times[$uniqId][$topic]);
        }
    }

    public function tick(): void
    {
        foreach ($this->times as $uniqId => $times) {
            $due = array_filter($times, static fn(float $time): bool => self::now() - $time >= self::LATER);
            if ($due !== []) {
                // It may have gone: then this does nothing.
                NetBus::topicSubscribe((string)$uniqId, array_map(strval(...), array_keys($due)));
            }
            $left = array_diff_key($times, $due);
            if ($left === []) {
                unset($this->times[$uniqId]);
            } else {
                $this->times[$uniqId] = $left;
            }
        }
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
