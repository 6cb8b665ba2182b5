<?php
/*
 * What websocket clients have received, and when. Messages are those of Program: "WORD NUMBER TIME".
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

use Closure;
use NetsvrTests\Support\WebSocketClient;

final class Inbox
{
    /** @var list<array<string, array<int, list<float>>>> of each client, by word and number: seconds after sending, each time it came */
    private array $delays = [];

    /** @param list<WebSocketClient> $clients */
    public function __construct(private array $clients)
    {
        $this->delays = array_fill(0, count($clients), []);
    }

    /** Reads until that is so, and then as long again as nothing is on its way, but no longer than the limit. */
    public function readUntil(Closure $isDone, float $limit): void
    {
        $deadline = microtime(true) + $limit;
        while (!$isDone() && microtime(true) < $deadline) {
            $this->take() || usleep(500);
        }
        $this->readOn();
    }

    /** Reads until nothing has come for a while. */
    public function readOn(float $quiet = 0.1): void
    {
        $last = microtime(true);
        while (microtime(true) - $last < $quiet) {
            if ($this->take()) {
                $last = microtime(true);
            } else {
                usleep(500);
            }
        }
    }

    /** Takes what is there; whether something was. */
    public function take(): bool
    {
        $any = false;
        foreach ($this->clients as $index => $client) {
            while (($message = $client->receive(0.0)) !== null) {
                $any = true;
                [$word, $number, $sent] = explode(' ', $message) + ['', '0', '0'];
                $this->delays[$index][$word][(int)$number][] = microtime(true) - (float)$sent;
            }
        }
        return $any;
    }

    /** @return array<int, list<float>> of one client, by number: seconds after sending, each time it came */
    public function delays(int $client, string $word = 'message'): array
    {
        return $this->delays[$client][$word] ?? [];
    }

    /**
     * Numbers of messages that a client has not received exactly once.
     *
     * @return list<int>
     */
    public function notOnce(int $client, int $first, int $last, string $word = 'message'): array
    {
        $delays = $this->delays($client, $word);
        $isOnce = static fn(int $number): bool => count($delays[$number] ?? []) === 1;
        return array_values(array_filter(range($first, $last), static fn(int $number): bool => !$isOnce($number)));
    }
}
