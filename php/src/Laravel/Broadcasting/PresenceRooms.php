<?php
/*
 * All presence channels of all applications in the store: reads a room, changes it under a lock, tells its members.
 *
 *     netsvr:presence:<hash of the topic>    a room: users and connections, see PresenceRoom
 *     netsvr:presence:<app id>:<0 to 63>     the index: a share of the channels that have members, see below
 *     netsvr:presence:<app id>:<0 to 63>:lock  the lock of that share: of its rooms, and of what the index says of them
 *
 * The index says how many connections each gateway has there, so that one look at it and one question to the gateways
 * show which rooms differ. It also holds news that nobody may have been told of yet: they are written before the room,
 * and taken away when they have been sent. Whoever finds some there, because a process has ended in between, tells them.
 *
 * One lock for a share of the channels, and not for each, makes index and room change together; two rooms meet there
 * once in 64 times.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;

/** @internal */
final class PresenceRooms
{
    private const SHARES = 64;
    /** Seconds within which who joins is at the topic: until then its absence there says nothing. */
    public const JOINING = 2.0;
    /** Seconds to wait for those, before the others are told something. */
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
     * Changes a room, and tells its members what has changed.
     *
     * @param callable(PresenceRoom): void $change called once, under the lock
     * @param bool $mayAsk whether gateways can be asked meanwhile: all have answered a moment ago
     * @throws PresenceException when it could not; nothing is changed then
     */
    public function change(Application $application, string $channel, callable $change, bool $mayAsk = true): void
    {
        $key = self::key($application, $channel);
        $share = self::share($application, $channel);
        $this->store->locked("$share:lock", function (callable $mustHold) use (
            $application,
            $channel,
            $change,
            $mayAsk,
            $key,
            $share
        ): void {
            $read = $this->store->readAll([$key, $share]);
            $room = PresenceRoom::fromStore($read[$key]);
            $index = is_array($read[$share]) ? $read[$share] : [];
            $before = $index[$channel] ?? null;
            $change($room);
            $news = [...$before['news'] ?? [], ...$room->news()];
            if ($news !== [] && $mayAsk) {
                $this->awaitSubscriptions($application->topic($channel), $room);
            }
            $entry = $this->entry($room, $news);
            if (!$room->hasChanged() && $entry === $before) {
                return;
            }
            $mustHold();
            $this->write($share, $index, $channel, $entry);
            if ($room->connections() === []) {
                $this->store->forget($key);
            } elseif ($room->hasChanged()) {
                $this->store->write($key, $room->toStore());
            }
            if ($news !== []) {
                $this->tell($channel, $room, $news);
                $this->write($share, $index, $channel, $this->entry($room, []));
            }
        });
    }

    /**
     * How many connections each gateway has in the channels that have members.
     *
     * @return array<string, array{counts: array<array-key, int>, news: list<array{string, string}>}> by channel
     */
    public function index(Application $application): array
    {
        $shares = array_map(
            static fn(int $share): string => "netsvr:presence:$application->id:$share",
            range(0, self::SHARES - 1)
        );
        return array_replace([], ...array_values(array_filter($this->store->readAll($shares), is_array(...))));
    }

    /**
     * @param array<string, mixed> $index
     * @param array{counts: array<array-key, int>, news: list<array{string, string}>}|null $entry
     */
    private function write(string $share, array &$index, string $channel, ?array $entry): void
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

    /**
     * A connection that has just joined gets the list of members with its subscription. What it is told before that it
     * would forget: so whoever has news waits until it subscribes, at most until its process can have ended.
     */
    private function awaitSubscriptions(string $topic, PresenceRoom $room): void
    {
        $joining = $room->joining(microtime(true), self::JOINING);
        $deadline = hrtime(true) + (int)(self::UNTIL_SUBSCRIBED * 1e9);
        while ($joining !== []) {
            foreach ($this->subscribers->lists([$topic]) as $topics) {
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
            $data = $room->newsText($event, $userId);
            $others = $room->othersThan($userId);
            if ($data === null || $others === []) {
                continue;
            }
            try {
                NetBus::multicast($others, PusherEvent::wrap($event, $channel, $data));
            } catch (SocketSendException $exception) {
                // Its gateway is gone, and with it who was to be told; the others have been told.
                report($exception);
            }
        }
    }

    private static function key(Application $application, string $channel): string
    {
        return 'netsvr:presence:' . hash('xxh128', $application->topic($channel));
    }

    private static function share(Application $application, string $channel): string
    {
        return "netsvr:presence:$application->id:" . crc32($channel) % self::SHARES;
    }
}
