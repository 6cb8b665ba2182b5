<?php
/*
 * Presence channels: who is there, who comes and who goes. A user with several windows is one member.
 *
 * Members live in the application's cache store, and are changed under a lock. What the gateways say is the truth: who
 * joins finds nobody who is gone, and the Reconciler makes the rest right when a process or a gateway has ended.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class Presence
{
    public function __construct(
        private readonly PresenceStore $store,
        private readonly PresenceRooms $rooms,
        private readonly TopicSubscribers $subscribers
    ) {
    }

    /**
     * A connection joins; the other members are told of a new one. It is to be subscribed to the topic right after, with
     * the members as the data of that: what is told to it later comes behind them.
     *
     * @param mixed $userInfo what the others may know of the user: becomes JSON
     * @throws PresenceStoreException when the cache store cannot keep members: names it, and the setting to change
     * @throws PresenceLockException when others do not give the channel free in time
     * @throws \JsonException for a user_info that cannot be JSON
     */
    public function join(
        Application $application,
        string $channel,
        string $uniqId,
        string $userId,
        mixed $userInfo
    ): Joined {
        $this->store->check();
        $userInfo = json_encode($userInfo, PusherEvent::FLAGS);
        $topic = $application->topic($channel);
        // Before the lock: a gateway that hangs keeps nobody else waiting.
        $counts = $this->subscribers->counts([$topic]);
        $mayAsk = count($counts) === $this->subscribers->gateways();
        $joined = null;
        $join = function (PresenceRoom $room) use (
            $topic,
            $counts,
            $mayAsk,
            $uniqId,
            $userId,
            $userInfo,
            &$joined
        ): void {
            if ($this->subscribers->agree($counts, $topic, $room->connections())) {
                $room->see($room->connections());
            } elseif ($mayAsk) {
                $askedAt = microtime(true);
                $room->remove(...$this->rooms->missing($room, $topic, $this->subscribers->lists([$topic]), $askedAt));
            }
            $isNew = $room->enter($uniqId, $userId, $userInfo, microtime(true));
            $joined = new Joined($room->users(), $isNew);
        };
        $this->rooms->change($application, $channel, $join, $mayAsk);
        return $joined;
    }

    /**
     * A connection leaves, or has gone; the other members are told when its user has gone with it.
     *
     * @return string|null the user who has gone; null: still there through another connection, or unknown
     * @throws PresenceException as join()
     */
    public function leave(Application $application, string $channel, string $uniqId): ?string
    {
        $gone = null;
        if ($this->store->isFit()) {
            $leave = static function (PresenceRoom $room) use ($uniqId, &$gone): void {
                $gone = $room->remove($uniqId)[0] ?? null;
            };
            $this->rooms->change($application, $channel, $leave);
        }
        return $gone;
    }

    /** The user whom a connection has joined as; null for one that is no member. */
    public function userOf(Application $application, string $channel, string $uniqId): ?string
    {
        return $this->rooms->read($application, $channel)->userOf($uniqId);
    }
}
