<?php
/*
 * A websocket client that has gone, with what its gateway kept for it to the end.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

final class Closed
{
    /** @param list<string> $topics in no particular order */
    public function __construct(
        public readonly string $uniqId,
        public readonly string $customerId = '',
        public readonly string $session = '',
        public readonly array $topics = []
    ) {
    }
}
