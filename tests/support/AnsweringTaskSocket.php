<?php
/*
 * A task socket of API 8 that is written in PHP, as users may write them: answers each command with the body that a test
 * has put into it.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\TaskSocketManger;

final class AnsweringTaskSocket implements TaskSocketInterface
{
    private string $command = '';

    /** @param array<int, string> $bodies by command */
    public function __construct(private string $addr, public array $bodies)
    {
    }

    /**
     * NetBus asks gateways that answer so from now on.
     *
     * @param array<string, array<int, string>> $gateways bodies by command, by address
     */
    public static function bind(array $gateways): void
    {
        $manager = new TaskSocketManger();
        foreach ($gateways as $addr => $bodies) {
            $manager->addSocket(new self($addr, $bodies));
        }
        Setup::bind($manager);
    }

    public function send(string $data): bool
    {
        $this->command = substr($data, 0, 4);
        return true;
    }

    public function receive(): string|false
    {
        return $this->command . ($this->bodies[unpack('N', $this->command)[1]] ?? '');
    }

    public function connect(): bool
    {
        return true;
    }

    public function close(): void
    {
    }

    public function getSocket()
    {
        return null;
    }

    public function getAddr(): string
    {
        return $this->addr;
    }

    public function isConnected(): bool
    {
        return true;
    }
}
