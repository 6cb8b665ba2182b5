<?php
/*
 * Somebody who watches presence, by the rule at the head of presence.php: what it knows must be what is.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;

final class Watcher
{
    public readonly WebSocketClient $client;
    /** @var list<string> who is there, as far as this one knows */
    public array $names = [];
    /** How often it has noticed that it missed something. */
    public int $missed = 0;
    /** @var list<string> what it was told, in words */
    public array $told = [];
    private int $version = -1;
    private bool $isAsking = true;

    public function __construct(private Kitchen $kitchen, DevGate $gateway, string $name)
    {
        $this->client = $kitchen->client($gateway, $name);
        $kitchen->tell($this->client, do: 'watch');
        $kitchen->hear($this->client, 'watching');
        $kitchen->tell($this->client, do: 'who');
        $this->take($kitchen->hear($this->client, 'who'));
    }

    /** Whether it knows that these are there, after all that has come. */
    public function knows(string ...$names): bool
    {
        while (($message = $this->client->receive(0.0)) !== null) {
            $this->take(json_decode($message, true));
        }
        sort($names, SORT_STRING);
        return $this->names === $names;
    }

    private function take(array $message): void
    {
        if ($message['is'] === 'who' && $message['version'] >= $this->version) {
            [$this->version, $this->names, $this->isAsking] = [$message['version'], $message['names'], false];
        }
        if ($message['is'] !== 'presence') {
            return;
        }
        array_push($this->told, ...array_map(static fn(string $name): string => "+$name", $message['came']));
        array_push($this->told, ...array_map(static fn(string $name): string => "-$name", $message['went']));
        if ($message['after'] === $this->version) {
            $this->version = $message['version'];
            $this->names = array_values(array_unique([...array_diff($this->names, $message['went']), ...$message['came']]));
            sort($this->names, SORT_STRING);
        } elseif ($message['version'] > $this->version && !$this->isAsking) {
            $this->missed++;
            $this->isAsking = true;
            $this->kitchen->tell($this->client, do: 'who');
        }
    }
}
