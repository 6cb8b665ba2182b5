<?php
/*
 * The fake's connection to one gateway: hands what it is given to the fake, and its answers back.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use NetsvrBusiness\Contract\TaskSocketInterface;

/** @internal */
final class FakeTaskSocket implements TaskSocketInterface
{
    /** @var list<string> queries without an answer yet */
    private array $queries = [];

    public function __construct(private readonly NetBusFake $fake, private readonly string $workerAddr)
    {
    }

    public function send(string $data): bool
    {
        if (!$this->fake->send($this->workerAddr, $data)) {
            return false;
        }
        if (Frames::isQuery(Frames::command($data))) {
            $this->queries[] = $data;
        }
        return true;
    }

    public function receive(): string|false
    {
        $query = array_shift($this->queries);
        return $query === null ? false : $this->fake->answerTo($this->workerAddr, $query);
    }

    public function connect(): bool
    {
        return !$this->fake->fails($this->workerAddr);
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
        return !$this->fake->fails($this->workerAddr);
    }
}
