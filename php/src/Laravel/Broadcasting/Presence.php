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
     * A connection joins, before it is subscribed to the topic; the other members are told of a new one.
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
        $mayAsk = count($counts) === $this->subscribers->number();
        $joined = null;
        $this->rooms->change($application, $channel, function (PresenceRoom $room) use (
            $topic,
            $counts,
            $mayAsk,
            $uniqId,
            $userId,
            $userInfo,
            &$joined
        ): void {
            if ($mayAsk && $this->differ($topic, $counts, $room)) {
                $this->removeThoseGone($topic, $room);
            }
            $isNew = $room->enter($uniqId, $userId, $userInfo, microtime(true));
            $joined = new Joined($room->members(), $isNew);
        }, $mayAsk);
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
            $this->rooms->change($application, $channel, static function (PresenceRoom $room) use ($uniqId, &$gone): void {
                $gone = $room->remove($uniqId);
            });
        }
        return $gone;
    }

    /** The user whom a connection has joined as; null for one that is no member. */
    public function userOf(Application $application, string $channel, string $uniqId): ?string
    {
        return $this->rooms->read($application, $channel)->userOf($uniqId);
    }

    /** @param array<array-key, array<array-key, int>> $counts of all gateways */
    private function differ(string $topic, array $counts, PresenceRoom $room): bool
    {
        return array_sum(array_column($counts, $topic)) !== count($room->connections());
    }

    private function removeThoseGone(string $topic, PresenceRoom $room): void
    {
        $lists = $this->subscribers->lists([$topic]);
        $joining = $room->joining(microtime(true), PresenceRooms::JOINING);
        foreach ($this->subscribers->byGateway($room->connections()) as $gateway => $uniqIds) {
            if (isset($lists[$gateway])) {
                foreach (array_diff($uniqIds, $lists[$gateway][$topic] ?? [], $joining) as $uniqId) {
                    $room->remove($uniqId);
                }
            }
        }
    }
}
