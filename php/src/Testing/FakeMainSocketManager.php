<?php
/*
 * A manager without main sockets: all one-way calls take the fake's task sockets.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;

/** @internal */
final class FakeMainSocketManager implements MainSocketManagerInterface
{
    public function getSockets(): array
    {
        return [];
    }

    public function getSocket(string $workerAddrAsHex): ?MainSocketInterface
    {
        return null;
    }

    public function addSocket(MainSocketInterface $socket): void
    {
    }

    public function start(): bool
    {
        return true;
    }

    public function close(): void
    {
    }
}
