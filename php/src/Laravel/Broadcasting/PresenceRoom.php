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

    /** Seconds for which the time of a join is kept. */
    private const RECENT = 60.0;

    /** @var list<array{string, string}> event and user_id, in the order in which it happened */
    private array $news = [];
    private bool $changed = false;
    /** Who gets the list of members: is told nothing besides. */
    private ?string $entered = null;

    /**
     * Flat, because a room of thousands is read and written at each change.
     *
     * @param array<array-key, string> $users user_info by user_id, as JSON texts: stores may refuse to read objects
     * @param array<string, string> $connections user_id by uniqId
     * @param array<string, array{float, bool}> $recent when those have joined who have done so lately, and whether they have
     *     been seen at the topic since; by uniqId
     */
    private function __construct(private array $users, private array $connections, private array $recent)
    {
    }

    /** @param mixed $stored what toStore() gave; null: an empty room */
    public static function fromStore(mixed $stored): self
    {
        $stored = is_array($stored) ? $stored : [];
        return new self($stored['users'] ?? [], $stored['connections'] ?? [], $stored['recent'] ?? []);
    }

    /**
     * @return array{users: array<array-key, string>, connections: array<string, string>,
     *     recent: array<string, array{float, bool}>}
     */
    public function toStore(float $now): array
    {
        return [
            'users' => $this->users,
            'connections' => $this->connections,
            'recent' => array_filter($this->recent, static fn(array $one): bool => $one[0] > $now - self::RECENT),
        ];
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
        $this->connections[$uniqId] = $userId;
        $this->recent[$uniqId] = [$now, false];
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
                unset($this->connections[$uniqId], $this->recent[$uniqId]);
                $users[$userId] = true;
            }
        }
        if ($users === []) {
            return [];
        }
        $this->changed = true;
        $gone = array_map(strval(...), array_keys(array_diff_key($users, array_flip($this->connections))));
        foreach ($gone as $userId) {
            unset($this->users[$userId]);
            $this->news[] = [self::REMOVED, $userId];
        }
        return $gone;
    }

    /** They are at the topic. @param list<string> $uniqIds */
    public function see(array $uniqIds): void
    {
        foreach (array_intersect_key($this->recent, array_flip($uniqIds)) as $uniqId => [$time]) {
            $this->recent[$uniqId] = [$time, true];
        }
    }

    /**
     * Those who have joined after a time, not long ago.
     *
     * @param bool $unseen only those who have not been seen at the topic since
     * @return list<string> uniqIds
     */
    public function joinedAfter(float $time, bool $unseen = false): array
    {
        return array_keys(array_filter(
            $this->recent,
            static fn(array $one): bool => $one[0] > $time && !($unseen && $one[1])
        ));
    }

    public function userOf(string $uniqId): ?string
    {
        return $this->connections[$uniqId] ?? null;
    }

    /** @return list<string> uniqIds */
    public function connections(): array
    {
        return array_keys($this->connections);
    }

    /** @return list<string> uniqIds of those who are to be told of a user */
    public function audience(string $userId): array
    {
        $others = array_filter($this->connections, static fn(string $one): bool => $one !== $userId);
        unset($others[$this->entered ?? '']);
        return array_keys($others);
    }

    /** @return array<array-key, string> user_info by user_id, as JSON texts */
    public function users(): array
    {
        return $this->users;
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
