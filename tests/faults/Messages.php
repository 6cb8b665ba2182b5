<?php
/*
 * Messages that can be told from each other, and the websocket clients that count them.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;

final class Messages
{
    /** What clients send to devgate to stay connected; business processes do not hear of it. */
    private const HEARTBEAT = '~6YOt5rW35piO~';

    /** @var array<string, WebSocketClient> by uniqId */
    private array $clients = [];
    /** @var array<string, array<string, int>> how often a message has come, by its id and by uniqId */
    public array $received = [];
    /** When clients were last told to show that they are there. */
    private float $beat = 0.0;
    /** @var list<string> payloads that nobody has sent */
    public array $garbled = [];

    public static function payload(string $id, int $size): string
    {
        return "$id $size " . str_repeat('.', $size);
    }

    /** @return array<int, string> uniqIds of new clients */
    public function connect(DevGate $gateway, int $count): array
    {
        $uniqIds = [];
        for ($i = 0; $i < $count; $i++) {
            $uniqIds[] = $this->connected($gateway->client())->uniqId;
        }
        return $uniqIds;
    }

    /** Takes what comes to a client, too. */
    public function connected(WebSocketClient $client): WebSocketClient
    {
        return $this->clients[$client->uniqId] = $client;
    }

    /** Takes what has come. Clients whose gateway has ended are forgotten, what they have received is not. */
    public function take(): void
    {
        $beats = microtime(true) > $this->beat + Gateway::PATIENCE / 8;
        $this->beat = $beats ? microtime(true) : $this->beat;
        foreach ($this->clients as $uniqId => $client) {
            while (($payload = $client->receive(0.0)) !== null) {
                $parts = explode(' ', $payload, 3);
                $size = (int)($parts[1] ?? -1);
                if ($payload !== self::payload($parts[0], max(0, $size))) {
                    $this->garbled[] = substr($payload, 0, 60);
                    continue;
                }
                $this->received[$parts[0]][$uniqId] = 1 + ($this->received[$parts[0]][$uniqId] ?? 0);
            }
            if ($client->isClosed()) {
                unset($this->clients[$uniqId]);
            } elseif ($beats) {
                $client->send(self::HEARTBEAT);
            }
        }
    }
}
