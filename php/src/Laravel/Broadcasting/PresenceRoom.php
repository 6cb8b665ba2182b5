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

    /**
     * @param array<array-key, string> $users user_info by user_id, as JSON texts: of any type, for a store that takes none
     *     but plain values
     * @param array<string, array{string, float}> $connections user_id, and the time of the last join, by uniqId
     */
    private function __construct(private array $users, private array $connections)
    {
    }

    /** @param mixed $stored what toStore() gave; null: an empty room */
    public static function fromStore(mixed $stored): self
    {
        return is_array($stored) ? new self($stored['users'] ?? [], $stored['connections'] ?? []) : new self([], []);
    }

    /** @return array{users: array<array-key, string>, connections: array<string, array{string, float}>} */
    public function toStore(): array
    {
        return ['users' => $this->users, 'connections' => $this->connections];
    }

    /** @return bool whether it is the user's first connection */
    public function enter(string $uniqId, string $userId, string $userInfo, float $now): bool
    {
        if ($this->userOf($uniqId) !== $userId) {
            // the same connection as somebody else
            $this->remove($uniqId);
        }
        $isNew = !isset($this->users[$userId]);
        $this->users[$userId] = $userInfo;
        $this->connections[$uniqId] = [$userId, $now];
        $this->changed = true;
        $isNew && $this->news[] = [self::ADDED, $userId];
        return $isNew;
    }

    /** @return string|null the user who has gone with it; null: still there through another connection, or unknown */
    public function remove(string $uniqId): ?string
    {
        $userId = $this->userOf($uniqId);
        if ($userId === null) {
            return null;
        }
        unset($this->connections[$uniqId]);
        $this->changed = true;
        foreach ($this->connections as [$other]) {
            if ($other === $userId) {
                return null;
            }
        }
        unset($this->users[$userId]);
        $this->news[] = [self::REMOVED, $userId];
        return $userId;
    }

    public function userOf(string $uniqId): ?string
    {
        return $this->connections[$uniqId][0] ?? null;
    }

    /**
     * Those who joined in the last seconds, and may be on their way to the topic.
     *
     * @return list<string> uniqIds
     */
    public function joining(float $now, float $seconds): array
    {
        return array_keys(array_filter(
            $this->connections,
            static fn(array $one): bool => abs($now - $one[1]) < $seconds
        ));
    }

    /** @return list<string> uniqIds */
    public function connections(): array
    {
        return array_keys($this->connections);
    }

    /** @return list<string> uniqIds of all connections but those of one user */
    public function othersThan(string $userId): array
    {
        return array_keys(array_filter($this->connections, static fn(array $one): bool => $one[0] !== $userId));
    }

    /** @return array<array-key, mixed> user_info by user_id */
    public function members(): array
    {
        // objects stay objects: an empty one is no empty list
        return array_map(static fn(string $info): mixed => json_decode($info), $this->users);
    }

    /** What the others are told of. @return string|null a JSON text; null for a user who is not there any more */
    public function newsText(string $event, string $userId): ?string
    {
        $id = json_encode($userId, PusherEvent::FLAGS);
        if ($event === self::REMOVED) {
            return "{\"user_id\":$id}";
        }
        return isset($this->users[$userId]) ? "{\"user_id\":$id,\"user_info\":{$this->users[$userId]}}" : null;
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
