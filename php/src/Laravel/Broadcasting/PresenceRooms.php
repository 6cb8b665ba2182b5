<?php
/*
 * All presence channels in the store: reads a room, changes it under a lock, tells its members.
 *
 *     netsvr:presence:<hash of the topic>       a room: users and connections, see PresenceRoom
 *     netsvr:presence:<app id>:<0 to 63>        the index: a share of the channels that have members
 *     netsvr:presence:<app id>:<0 to 63>:lock   the lock of that share: of its rooms, and of what the index says of them
 *     netsvr:presence:<app id>                  there have been members; a new value says that the store has lost all
 *
 * The index says how many connections each gateway has in a room, so that one look at it and one question to the gateways
 * show which rooms differ. It also holds news that nobody may have been told of yet: they are written before the room,
 * and taken away when they have been sent. Whoever finds some, because a process has ended in between, sends them.
 *
 * A lock for a share of the channels instead of one for each lets index and room change together. That two channels share
 * one costs them little: it is held for about a millisecond.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;

/** @internal */
final class PresenceRooms
{
    private const SHARES = 64;
    /** Seconds from joining to being at the topic. Before, that a connection is not there says nothing. */
    private const JOINING = 2.0;
    /** Seconds to wait for those who are joining before they can be told something. */
    private const UNTIL_SUBSCRIBED = 0.25;

    public function __construct(
        private readonly PresenceStore $store,
        private readonly TopicSubscribers $subscribers
    ) {
    }

    public function read(Application $application, string $channel): PresenceRoom
    {
        return PresenceRoom::fromStore($this->store->read(self::key($application, $channel)));
    }

    /**
     * @param list<string> $channels
     * @return array<string, PresenceRoom> by channel
     */
    public function readAll(Application $application, array $channels): array
    {
        $keys = array_map(static fn(string $channel): string => self::key($application, $channel), $channels);
        $stored = $this->store->readAll($keys);
        return array_combine(
            $channels,
            array_map(static fn(string $key): PresenceRoom => PresenceRoom::fromStore($stored[$key]), $keys)
        );
    }

    /**
     * How many connections each gateway has in the channels that have members, and what is still to be told there.
     *
     * @return array<array-key, array{counts: array<array-key, int>, news: list<array{string, string}>}> by channel
     */
    public function index(Application $application): array
    {
        $shares = array_map(
            static fn(int $share): string => self::root($application) . ":$share",
            range(0, self::SHARES - 1)
        );
        return array_replace([], ...array_values(array_filter($this->store->readAll($shares), is_array(...))));
    }

    /** Which life of the store this is: another value says that it has lost what it had; null: nobody has joined yet. */
    public function life(Application $application): ?string
    {
        $life = $this->store->read(self::root($application));
        return is_string($life) ? $life : null;
    }

    /** Lets all processes look after the presence channels, though nobody has joined since the store was emptied. */
    public function begin(Application $application): void
    {
        $this->store->write(self::root($application), bin2hex(random_bytes(8)));
    }

    /**
     * Changes a room, and tells its members what has changed.
     *
     * @param callable(PresenceRoom): void $change called once, under the lock
     * @param bool $mayAsk whether the gateways may be asked meanwhile: all have answered a moment ago
     * @param float|null $patience seconds to wait for the lock; null: as long as it takes when its process has ended
     * @throws PresenceException when it could not be changed
     */
    public function change(
        Application $application,
        string $channel,
        callable $change,
        bool $mayAsk = true,
        ?float $patience = null
    ): void {
        $key = self::key($application, $channel);
        $root = self::root($application);
        $share = "$root:" . crc32($channel) % self::SHARES;
        $this->store->locked("$share:lock", function (callable $ensureLocked) use (
            $application,
            $channel,
            $change,
            $mayAsk,
            $key,
            $root,
            $share
        ): void {
            $stored = $this->store->readAll([$key, $share, $root]);
            $room = PresenceRoom::fromStore($stored[$key]);
            $index = is_array($stored[$share]) ? $stored[$share] : [];
            $before = $index[$channel] ?? null;
            $wereThere = $room->connections();
            $change($room);
            $news = self::lastOfEach([...$before['news'] ?? [], ...$room->news()]);
            $entry = $this->entry($room, $news);
            if (!$room->hasChanged() && $news === [] && $entry === $before) {
                return;
            }
            if ($news !== [] && $mayAsk) {
                $this->awaitSubscriptions($application->topic($channel), $room, $wereThere);
            }
            $ensureLocked();
            is_string($stored[$root]) || $this->begin($application);
            if ($entry === null) {
                // In this order: a room that the index does not know is one that nobody looks at.
                $this->store->forget($key);
                $this->writeIndex($share, $index, $channel, null);
                return;
            }
            $this->writeIndex($share, $index, $channel, $entry);
            $room->hasChanged() && $this->store->write($key, $room->toStore());
            if ($news !== []) {
                $this->tell($channel, $room, $news);
                $this->writeIndex($share, $index, $channel, $this->entry($room, []));
            }
        }, $patience);
    }

    /**
     * The connections of a room that their gateways do not name: they are gone. Of gateways that have not answered nobody
     * is, nor is who may be on the way to the topic.
     *
     * @param array<array-key, array<array-key, list<string>>> $lists as TopicSubscribers gives them
     * @param float $askedAt a time before the gateways were asked
     * @return list<string> uniqIds
     */
    public function missing(PresenceRoom $room, string $topic, array $lists, float $askedAt): array
    {
        $missing = [];
        $joining = $room->joinedAfter($askedAt - self::JOINING);
        foreach ($this->subscribers->byGateway($room->connections()) as $gateway => $uniqIds) {
            if (isset($lists[$gateway])) {
                $there = $lists[$gateway][$topic] ?? [];
                $room->see($there);
                array_push($missing, ...array_diff($uniqIds, $there, $joining));
            }
        }
        return $missing;
    }

    /**
     * Whether the index says of a room what there is.
     *
     * @param array{counts: array<array-key, int>, news: list<array{string, string}>}|null $entry
     */
    public function isIndexed(PresenceRoom $room, ?array $entry): bool
    {
        return $this->entry($room, []) == $entry;
    }

    /**
     * Who has just joined gets the members with the subscription, and would forget then what it was told before. So
     * whoever has news waits until it is subscribed, or its process seems to have ended.
     *
     * @param list<string> $wereThere uniqIds of those who can be told
     */
    private function awaitSubscriptions(string $topic, PresenceRoom $room, array $wereThere): void
    {
        $joining = array_intersect($room->joinedAfter(microtime(true) - self::JOINING, true), $wereThere);
        $deadline = hrtime(true) + (int)(self::UNTIL_SUBSCRIBED * 1e9);
        while ($joining !== []) {
            foreach ($this->subscribers->lists([$topic]) as $topics) {
                $room->see($topics[$topic] ?? []);
                $joining = array_diff($joining, $topics[$topic] ?? []);
            }
            if ($joining === [] || hrtime(true) > $deadline) {
                return;
            }
            usleep(2_000);
        }
    }

    /** @param list<array{string, string}> $news */
    private function tell(string $channel, PresenceRoom $room, array $news): void
    {
        foreach ($news as [$event, $userId]) {
            $data = $room->dataOf($event, $userId);
            $audience = $room->audience($userId);
            if ($data === null || $audience === []) {
                continue;
            }
            try {
                NetBus::multicast($audience, PusherEvent::wrap($event, $channel, $data));
            } catch (SocketSendException $exception) {
                // A gateway is gone, and with it those who were to be told there. The others have been told.
                report($exception);
            }
        }
    }

    /**
     * Without what is said once more later: a process that ended between its writes has left news of what is done again.
     *
     * @param list<array{string, string}> $news
     * @return list<array{string, string}>
     */
    private static function lastOfEach(array $news): array
    {
        return array_values(array_reverse(array_unique(array_reverse($news), SORT_REGULAR)));
    }

    /**
     * @param array<array-key, mixed> $index
     * @param array<string, mixed>|null $entry null: the channel is to be none of it any more
     */
    private function writeIndex(string $share, array &$index, string $channel, ?array $entry): void
    {
        unset($index[$channel]);
        if ($entry !== null) {
            $index[$channel] = $entry;
        }
        $index === [] ? $this->store->forget($share) : $this->store->write($share, $index);
    }

    /**
     * @param list<array{string, string}> $news
     * @return array{counts: array<array-key, int>, news: list<array{string, string}>}|null null: there is nobody
     */
    private function entry(PresenceRoom $room, array $news): ?array
    {
        $counts = array_map(count(...), $this->subscribers->byGateway($room->connections()));
        return $counts === [] ? null : ['counts' => $counts, 'news' => $news];
    }

    private static function key(Application $application, string $channel): string
    {
        // Of any length and with any characters, where some stores take few of either.
        return 'netsvr:presence:' . hash('xxh128', $application->topic($channel));
    }

    private static function root(Application $application): string
    {
        return "netsvr:presence:$application->id";
    }
}
