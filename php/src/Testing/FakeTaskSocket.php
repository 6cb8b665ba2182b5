<?php
/*
 * The fake's connection to one gateway: always up, records what it is given.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use NetsvrBusiness\Contract\TaskSocketInterface;

/** @internal */
final class FakeTaskSocket implements TaskSocketInterface
{
    /** @var list<SentFrame> queries without an answer yet */
    private array $queries = [];

    public function __construct(private readonly NetBusFake $fake, private readonly string $workerAddr)
    {
    }

    public function send(string $data): bool
    {
        $frame = $this->fake->record($this->workerAddr, $data);
        if ($frame->isQuery()) {
            $this->queries[] = $frame;
        }
        return true;
    }

    public function receive(): string|false
    {
        $query = array_shift($this->queries);
        return $query === null ? false : $this->fake->answerTo($query);
    }

    public function connect(): bool
    {
        return true;
    }

    public function close(): void
    {
        $this->queries = [];
    }

    public function getSocket()
    {
        return null;
    }

    public function getWorkerAddr(): string
    {
        return $this->workerAddr;
    }

    /** What API 8 has in place of getWorkerAddr(). */
    public function getAddr(): string
    {
        return $this->workerAddr;
    }

    public function isConnected(): bool
    {
        return true;
    }
}
