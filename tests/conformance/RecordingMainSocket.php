<?php
/*
 * A main socket written in PHP that connects nowhere and writes down what it is asked to do.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

use NetsvrBusiness\Contract\MainSocketInterface;

final class RecordingMainSocket implements MainSocketInterface
{
    /**
     * @param \ArrayObject<int, array> $calls shared by the main sockets of a case
     * @param string $fails the method that returns false: connect, register or none
     */
    public function __construct(private string $addr, private \ArrayObject $calls, private string $fails)
    {
    }

    public function connect(): bool
    {
        return $this->note('connect');
    }

    public function register(): bool
    {
        return $this->note('register');
    }

    public function unregister(): bool
    {
        return $this->note('unregister');
    }

    public function loopHeartbeat(): void
    {
        $this->note('loopHeartbeat');
    }

    public function send(string $data): void
    {
        $this->calls[] = [$this->addr, 'send', bin2hex($data)];
    }

    public function close(): void
    {
        $this->note('close');
    }

    public function getWorkerAddr(): string
    {
        return $this->addr;
    }

    /** The same in API 8. */
    public function getAddr(): string
    {
        return $this->addr;
    }

    private function note(string $method): bool
    {
        $this->calls[] = [$this->addr, $method];
        return $method !== $this->fails;
    }
}
