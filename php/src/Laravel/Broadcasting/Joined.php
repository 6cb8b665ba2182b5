<?php
/*
 * What a connection finds when it has joined a presence channel.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class Joined
{
    /**
     * @param array<array-key, mixed> $members user_info by user_id, the one who joined included; PHP makes ids that look
     *     like integers ints
     * @param bool $isNew whether it is the user's first connection there
     */
    public function __construct(public readonly array $members, public readonly bool $isNew)
    {
    }
}
