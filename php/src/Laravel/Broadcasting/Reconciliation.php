<?php
/*
 * Compares the presence channels of one application with what the gateways say, and makes them equal.
 *
 *     kept, but not at the topic                  gone: is removed, and the others are told
 *     kept, of a gateway that does not answer     stays for the grace, then it is removed
 *     at the topic, but not kept                  nobody knows who it is: is dropped, comes back, and joins anew
 *     news that a process has left behind         are told
 *
 * Each look costs two reads of the store and one question for counts, whatever there is. Rooms whose counts differ are
 * compared by their lists; all are from time to time, a portion a look.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use NetsvrBusiness\NetBus;

/** @internal */
final class Reconciliation
{
    /** What the names of presence channels begin with. */
    private const BEGIN = 'presence-';
    /** Seconds between two times that all rooms are compared by their lists. */
    private const ALL_EACH = 30.0;
    /** Rooms of those that are compared in one look. */
    private const PORTION = 200;
    /** Seconds that a connection has to be a stranger: one that leaves is, for a moment. */
    private const STRANGE = 2.0;
    /** Connections that are dropped in one look: they all come back at once. */
    private const DROPS = 500;
    /** Seconds after joining within which a connection that is not at the topic is dropped: nobody subscribes it any more. */
    private const STUCK = 10.0;
    /** Seconds to wait for a lock: who has it is at work there, and the next look is near. */
    private const PATIENCE = 0.2;

    /** What this process is called among those that could do this. */
    private readonly string $owner;
    /** In which life of the store it has looked at all. */
    private ?string $life = null;
    /** Whether the gateways have been asked for channels that the store does not know, since the process began. */
    private bool $hasAsked = false;

    // What a process knows while it leads.
    private float $allAt = 0.0;
    /** @var list<string> channels that are still to be compared by their lists */
    private array $portions = [];
    /** @var array<array-key, float> since when gateways have not answered */
    private array $silent = [];
    /** @var array<array-key, array<string, float>> since when connections are at a topic without being kept; by channel */
    private array $strangers = [];

    public function __construct(
        private readonly Application $application,
        private readonly PresenceStore $store,
        private readonly PresenceRooms $rooms,
        private readonly TopicSubscribers $subscribers,
        private readonly float $grace
    ) {
        $this->owner = bin2hex(random_bytes(8));
    }

    public function look(): void
    {
        if (!$this->isInUse()) {
            return;
        }
        if (!$this->store->leads("netsvr:presence:{$this->application->id}:leader", $this->owner)) {
            [$this->allAt, $this->portions, $this->silent, $this->strangers] = [0.0, [], [], []];
            return;
        }
        $index = $this->rooms->index($this->application);
        if (self::now() >= $this->allAt) {
            $this->portions = $this->all($index);
            $this->allAt = self::now() + self::ALL_EACH;
        }
        $portion = array_splice($this->portions, 0, self::PORTION);
        $channels = array_map(strval(...), array_keys($index + $this->strangers + array_flip($portion)));
        if ($channels === []) {
            return;
        }
        $askedAt = self::now();
        $counts = $this->subscribers->counts($this->topics($channels));
        $this->noteSilence($index, array_keys($counts), $askedAt);
        if ($counts === []) {
            // Nobody could be told, and nothing is known.
            return;
        }
        $differing = array_filter($channels, fn(string $channel): bool => $this->differs($channel, $index, $counts));
        $this->compare(array_values(array_unique([...$portion, ...$differing])), $index);
    }

    /** Whether presence channels are used here. Costs one read where they are not. */
    private function isInUse(): bool
    {
        $life = $this->rooms->life($this->application);
        // The store may have been emptied, while this process lives or before, and clients are there nevertheless.
        if ($life === null && ($this->life !== null || $this->gatewaysKnowChannels())) {
            $this->rooms->begin($this->application);
            $life = $this->rooms->life($this->application);
        }
        if ($life !== $this->life) {
            $this->life = $life;
            $this->allAt = 0.0;
        }
        return $life !== null;
    }

    /**
     * @param array<array-key, mixed> $index
     * @return list<string> all channels that the index or the gateways know
     */
    private function all(array $index): array
    {
        $topics = $this->subscribers->topics($this->application->topic(self::BEGIN));
        $channels = array_map($this->application->channel(...), array_merge(...array_values($topics)));
        return array_map(strval(...), array_keys($index + array_flip($channels)));
    }

    /** Whether clients are in presence channels. Asked once in a process, or until all gateways have answered. */
    private function gatewaysKnowChannels(): bool
    {
        if ($this->hasAsked) {
            return false;
        }
        $topics = $this->subscribers->topics($this->application->topic(self::BEGIN));
        $this->hasAsked = count($topics) === $this->subscribers->gateways();
        return array_filter($topics) !== [];
    }

    /**
     * @param list<string> $channels
     * @return list<string>
     */
    private function topics(array $channels): array
    {
        return array_map($this->application->topic(...), $channels);
    }

    /**
     * @param array<array-key, array{counts: array<array-key, int>, news: list<array{string, string}>}> $index
     * @param list<array-key> $answered gateways
     */
    private function noteSilence(array $index, array $answered, float $askedAt): void
    {
        $back = array_diff_key($this->silent, array_flip($answered));
        if (count($back) < count($this->silent)) {
            // Clients of a gateway that is back may have been taken for gone.
            $this->allAt = 0.0;
        }
        $this->silent = $back;
        foreach ($index as ['counts' => $counts]) {
            foreach (array_diff(array_keys($counts), $answered) as $gateway) {
                $this->silent[$gateway] ??= $askedAt;
            }
        }
    }

    /** Whether the gateway of these has been silent for the grace. */
    private function isLost(int|string $gateway): bool
    {
        return isset($this->silent[$gateway]) && self::now() - $this->silent[$gateway] >= $this->grace;
    }

    /**
     * @param array<array-key, array{counts: array<array-key, int>, news: list<array{string, string}>}> $index
     * @param array<array-key, array<array-key, int>> $counts
     */
    private function differs(string $channel, array $index, array $counts): bool
    {
        $kept = $index[$channel]['counts'] ?? [];
        $topic = $this->application->topic($channel);
        foreach ($counts as $gateway => $topics) {
            if (($topics[$topic] ?? 0) !== ($kept[$gateway] ?? 0)) {
                return true;
            }
        }
        return ($index[$channel]['news'] ?? []) !== [] || array_filter(array_keys($kept), $this->isLost(...)) !== [];
    }

    /**
     * @param list<string> $channels
     * @param array<array-key, array{counts: array<array-key, int>, news: list<array{string, string}>}> $index
     */
    private function compare(array $channels, array $index): void
    {
        $askedAt = microtime(true);
        $lists = $channels === [] ? [] : $this->subscribers->lists($this->topics($channels));
        $drop = [];
        foreach ($this->rooms->readAll($this->application, $channels) as $channel => $room) {
            $channel = (string)$channel;
            $drop = [...$drop, ...$this->strangers($channel, $room, $lists)];
            $entry = $index[$channel] ?? null;
            if ($this->remnants($channel, $room, $lists, $askedAt) === [] && $this->rooms->isIndexed($room, $entry)) {
                continue;
            }
            try {
                $drop = [...$drop, ...$this->correct($channel, $lists, $askedAt)];
            } catch (PresenceLockException) {
                // The next look finds it again.
            }
        }
        if ($drop !== []) {
            NetBus::forceOffline(array_slice($drop, 0, self::DROPS));
        }
    }

    /**
     * Removes who is gone.
     *
     * @param array<array-key, array<array-key, list<string>>> $lists
     * @return list<string> those of them who wait for a subscription that nobody makes any more: the process has ended
     *     between the two
     */
    private function correct(string $channel, array $lists, float $askedAt): array
    {
        $stuck = [];
        $correct = function (PresenceRoom $room) use ($channel, $lists, $askedAt, &$stuck): void {
            $remnants = $this->remnants($channel, $room, $lists, $askedAt);
            $stuck = array_intersect($remnants, $room->joinedAfter($askedAt - self::STUCK, true));
            $room->remove(...$remnants);
        };
        $this->rooms->change(
            $this->application,
            $channel,
            $correct,
            count($lists) === $this->subscribers->gateways(),
            self::PATIENCE
        );
        return $stuck === [] ? [] : $this->subscribers->online(array_values($stuck));
    }

    /**
     * @param array<array-key, array<array-key, list<string>>> $lists
     * @return list<string> connections that are kept, and gone
     */
    private function remnants(string $channel, PresenceRoom $room, array $lists, float $askedAt): array
    {
        $remnants = $this->rooms->missing($room, $this->application->topic($channel), $lists, $askedAt);
        foreach ($this->subscribers->byGateway($room->connections()) as $gateway => $uniqIds) {
            if (!isset($lists[$gateway]) && $this->isLost($gateway)) {
                array_push($remnants, ...$uniqIds);
            }
        }
        return $remnants;
    }

    /**
     * @param array<array-key, array<array-key, list<string>>> $lists
     * @return list<string> connections at the topic that have not been kept for a while
     */
    private function strangers(string $channel, PresenceRoom $room, array $lists): array
    {
        $there = array_merge(...array_column($lists, $this->application->topic($channel)));
        $before = $this->strangers[$channel] ?? [];
        $strangers = [];
        foreach (array_diff($there, $room->connections()) as $uniqId) {
            $strangers[$uniqId] = $before[$uniqId] ?? self::now();
        }
        unset($this->strangers[$channel]);
        $strangers === [] || $this->strangers[$channel] = $strangers;
        return array_keys(array_filter(
            $strangers,
            static fn(float $since): bool => self::now() - $since >= self::STRANGE
        ));
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
