<?php
/*
 * A customer's connection, by the rule at the head of offline-queue.php: acknowledges what comes, or does not.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;

final class Inbox
{
    /** @var list<array<string, mixed>> all that has come, also what has come before */
    public array $messages = [];
    public readonly WebSocketClient $client;
    /** @var list<int> */
    private array $owed = [];

    public function __construct(private Kitchen $kitchen, DevGate $gateway, string $customer, private bool $acknowledges = true)
    {
        $this->client = $kitchen->client($gateway, $customer);
        array_map($this->take(...), $kitchen->early);
        $this->answer();
    }

    /** @return list<string> texts of what has come, also what was there before */
    public function texts(float $seconds = 0.0): array
    {
        $end = microtime(true) + $seconds;
        while (($message = $this->client->receive(max(0.0, $end - microtime(true)))) !== null) {
            $this->take(json_decode($message, true, flags: JSON_THROW_ON_ERROR));
        }
        $this->answer();
        return array_column($this->messages, 'text');
    }

    public function acknowledge(int ...$ids): void
    {
        $this->kitchen->tell($this->client, ack: $ids);
    }

    private function take(array $message): void
    {
        if ($message['is'] === 'message') {
            $this->messages[] = $message;
            $this->owed[] = $message['id'];
        }
    }

    /** Acknowledges what has come, all at once. */
    private function answer(): void
    {
        if ($this->acknowledges && $this->owed !== []) {
            $this->acknowledge(...$this->owed);
        }
        $this->owed = [];
    }
}
