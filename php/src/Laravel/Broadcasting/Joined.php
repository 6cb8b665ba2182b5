<?php
/*
 * What a connection finds when it has joined a presence channel.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class Joined
{
    /**
     * @param array<array-key, string> $users user_info by user_id, as JSON texts
     * @param bool $isNew whether it is the user's first connection there
     */
    public function __construct(private readonly array $users, public readonly bool $isNew)
    {
    }

    /**
     * Who is there, the one who joined included.
     *
     * @return array<array-key, mixed> user_info by user_id; PHP makes ids that look like integers ints
     */
    public function members(): array
    {
        // objects stay objects: an empty one is no empty list
        return array_map(static fn(string $info): mixed => json_decode($info), $this->users);
    }

    /** The same as the data of a subscription, as Pusher has it: a JSON text, made without reading what users say. */
    public function subscriptionData(): string
    {
        $ids = array_map(
            static fn(int|string $id): string => json_encode((string)$id, PusherEvent::FLAGS),
            array_keys($this->users)
        );
        $hash = array_map(static fn(string $id, string $info): string => "$id:$info", $ids, $this->users);
        return sprintf(
            '{"presence":{"ids":[%s],"hash":{%s},"count":%d}}',
            implode(',', $ids),
            implode(',', $hash),
            count($ids)
        );
    }
}
