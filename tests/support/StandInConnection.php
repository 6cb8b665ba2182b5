<?php
/*
 * A connection that is only passed on: the stand-ins of Workerman have none of their own.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Workerman\Connection\ConnectionInterface;

final class StandInConnection extends ConnectionInterface
{
    public function send(mixed $sendBuffer, bool $raw = false): ?bool
    {
        return false;
    }

    public function close(mixed $data = null, bool $raw = false): void
    {
    }
}
