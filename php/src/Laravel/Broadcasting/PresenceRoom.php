<?php
/*
 * The members of one presence channel: which connections there are, and whose. Notes what the others are to be told of.
 * Knows no store and no gateway.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

/** @internal */
final class PresenceRoom
{
    public const ADDED = 'pusher_internal:member_added';
    public const REMOVED = 'pusher_internal:member_removed';

    /** @var list<array{string, string}> event and user_id, in the order in which it happened */
    private array $news = [];
    private bool $changed = false;
    /** Who gets the list of members: is told nothing besides. */
    private ?string $entered = null;

    /**
     * @param array<array-key, string> $users user_info by user_id, as JSON texts: stores may refuse to read objects
     * @param array<string, array{string, float, bool}> $connections user_id, the time of the last join, and whether it has
     *     been seen at the topic since, by uniqId
     */
    private function __construct(private array $users, private array $connections)
    {
    }

    /** @param mixed $stored what toStore() gave; null: an empty room */
    public static function fromStore(mixed $stored): self
    {
        return is_array($stored) ? new self($stored['users'] ?? [], $stored['connections'] ?? []) : new self([], []);
    }

    /** @return array{users: array<array-key, string>, connections: array<string, array{string, float, bool}>} */
    public function toStore(): array
    {
        return ['users' => $this->users, 'connections' => $this->connections];
    }

    /**
     * @param string $userInfo a JSON text
     * @return bool whether it is the user's first connection
     */
    public function enter(string $uniqId, string $userId, string $userInfo, float $now): bool
    {
        if ($this->userOf($uniqId) !== $userId) {
            // the same connection as somebody else
            $this->remove($uniqId);
        }
        $isNew = !isset($this->users[$userId]);
        $this->users[$userId] = $userInfo;
        $this->connections[$uniqId] = [$userId, $now, false];
        [$this->entered, $this->changed] = [$uniqId, true];
        $isNew && $this->news[] = [self::ADDED, $userId];
        return $isNew;
    }

    /** @return list<string> the users who have gone with them: those that have no other connection */
    public function remove(string ...$uniqIds): array
    {
        $users = [];
        foreach ($uniqIds as $uniqId) {
            $userId = $this->userOf($uniqId);
            if ($userId !== null) {
                unset($this->connections[$uniqId]);
                $users[$userId] = true;
            }
        }
        if ($users === []) {
            return [];
        }
        $this->changed = true;
        $gone = array_map(strval(...), array_keys(array_diff_key($users, array_column($this->connections, 0, 0))));
        foreach ($gone as $userId) {
            unset($this->users[$userId]);
            $this->news[] = [self::REMOVED, $userId];
        }
        return $gone;
    }

    /** They are at the topic. @param list<string> $uniqIds */
    public function see(array $uniqIds): void
    {
        foreach ($uniqIds as $uniqId) {
            if (isset($this->connections[$uniqId])) {
                $this->connections[$uniqId][2] = true;
            }
        }
    }

    /**
     * Those who have joined after a time.
     *
     * @param bool $unseen only those who have not been seen at the topic since
     * @return list<string> uniqIds
     */
    public function joinedAfter(float $time, bool $unseen = false): array
    {
        return array_keys(array_filter(
            $this->connections,
            static fn(array $one): bool => $one[1] > $time && !($unseen && $one[2])
        ));
    }

    public function userOf(string $uniqId): ?string
    {
        return $this->connections[$uniqId][0] ?? null;
    }

    /** @return list<string> uniqIds */
    public function connections(): array
    {
        return array_keys($this->connections);
    }

    /** @return list<string> uniqIds of those who are to be told of a user */
    public function audience(string $userId): array
    {
        $others = array_filter($this->connections, static fn(array $one): bool => $one[0] !== $userId);
        unset($others[$this->entered ?? '']);
        return array_keys($others);
    }

    /** @return array<array-key, mixed> user_info by user_id */
    public function members(): array
    {
        // objects stay objects: an empty one is no empty list
        return array_map(static fn(string $info): mixed => json_decode($info), $this->users);
    }

    /** The data of such an event. @return string|null a JSON text; null: it is not so (any more) */
    public function dataOf(string $event, string $userId): ?string
    {
        if (isset($this->users[$userId]) !== ($event === self::ADDED)) {
            return null;
        }
        $id = json_encode($userId, PusherEvent::FLAGS);
        return $event === self::ADDED ? "{\"user_id\":$id,\"user_info\":{$this->users[$userId]}}" : "{\"user_id\":$id}";
    }

    /** @return list<array{string, string}> event and user_id, in the order in which it happened */
    public function news(): array
    {
        return $this->news;
    }

    public function hasChanged(): bool
    {
        return $this->changed;
    }
}
