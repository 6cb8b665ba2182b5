<?php
/*
 * Somebody in a topic, by the rule at the head of history.php: what it shows must have no gap and nothing twice.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;

final class Reader
{
    /** @var list<array<string, mixed>> the lines that it shows */
    public array $lines = [];
    public int $last = 0;
    private WebSocketClient $client;
    private float $quietSince = 0.0;

    public function __construct(private Kitchen $kitchen, private DevGate $gateway, private string $name, private string $topic)
    {
        $this->connect();
    }

    /** A new connection; it knows what it shows. */
    public function connect(): void
    {
        $this->client = $this->kitchen->client($this->gateway, $this->name);
        $this->kitchen->tell($this->client, do: 'enter', topic: $this->topic);
    }

    public function disconnect(): void
    {
        $this->client->close();
    }

    public function say(string $text, string $id = ''): void
    {
        $fields = ['do' => 'say', 'topic' => $this->topic, 'text' => $text] + ($id === '' ? [] : ['id' => $id]);
        $this->kitchen->tell($this->client, ...$fields);
    }

    /** Takes what has come, and asks for nothing because it is quiet. */
    public function hearOnly(): void
    {
        while (($message = $this->client->receive(0.0)) !== null) {
            $this->take(json_decode($message, true, flags: JSON_THROW_ON_ERROR));
            $this->quietSince = microtime(true);
        }
    }

    /** Takes what has come. A second without a word stands for the half minute of the rule. */
    public function listen(): void
    {
        $this->hearOnly();
        if ($this->quietSince !== 0.0 && microtime(true) > $this->quietSince + 1.0 && !$this->client->isClosed()) {
            $this->ask();
            $this->quietSince = microtime(true);
        }
    }

    /** @return list<string> */
    public function texts(): array
    {
        return array_column($this->lines, 'text');
    }

    private function ask(): void
    {
        $this->kitchen->tell($this->client, do: 'lines', topic: $this->topic, after: $this->last);
    }

    private function take(array $message): void
    {
        switch ($message['is']) {
            case 'entered':
                $this->ask();
                break;
            case 'lines':
                array_map($this->show(...), $message['lines']);
                $message['more'] && $this->ask();
                break;
            case 'line':
                $message['after'] === $this->last || $message['n'] <= $this->last ? $this->show($message) : $this->ask();
                break;
        }
    }

    private function show(array $line): void
    {
        if ($line['n'] > $this->last) {
            $this->last = $line['n'];
            $this->lines[] = $line;
        }
    }
}
