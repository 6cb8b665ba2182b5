<?php
/*
 * A device, by the rule at the head of device-command.php: it does a command once, and repeats its answer to one that it
 * knows.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;

final class Device
{
    public WebSocketClient $client;
    /** @var array<string, mixed> by id, what it has answered; null as long as it has not */
    private array $known = [];

    public function __construct(private Kitchen $kitchen, private string $name, DevGate $gateway)
    {
        $this->connect($gateway);
    }

    public function connect(DevGate $gateway): void
    {
        $this->client = $this->kitchen->client($gateway, $this->name);
    }

    /** @return array<string, mixed> the next command that it does not know */
    public function next(): array
    {
        while (array_key_exists(($command = $this->kitchen->hear($this->client, 'command'))['id'], $this->known)) {
            $this->known[$command['id']] === null || $this->answer($command, $this->known[$command['id']]);
        }
        $this->known[$command['id']] = null;
        return $command;
    }

    /** @param array<string, mixed> $command one that comes again */
    public function again(array $command): void
    {
        while ($this->kitchen->hear($this->client, 'command')['id'] !== $command['id']) {
            continue;
        }
    }

    /** @param array<string, mixed> $command */
    public function answer(array $command, mixed $answer): void
    {
        $this->known[$command['id']] = $answer;
        $this->kitchen->tell($this->client, id: $command['id'], answer: $answer);
    }
}
