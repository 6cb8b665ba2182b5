<?php
/*
 * Refuses a websocket client: thrown by Callbacks::opening(). Nothing of it is logged.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use RuntimeException;
use Throwable;

class Denied extends RuntimeException
{
    /** What the client is sent before its connection is closed (1008, `unauthorized`). */
    public readonly string $data;

    /** @param string|array<array-key, mixed> $data any bytes, or what becomes JSON; empty: nothing is sent */
    public function __construct(string|array $data = '', ?Throwable $previous = null)
    {
        $this->data = Admission::text($data);
        parent::__construct($this->data, 0, $previous);
    }
}
