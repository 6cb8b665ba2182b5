<?php
/*
 * What the tests with php-fpm share: servers that are stopped whatever happens, questions to the kernel and to the
 * application, checks that are counted.
 */
declare(strict_types=1);

namespace NetsvrTests\Fpm;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Findings;
use NetsvrTests\Support\WebServer;
use NetsvrTests\Support\WebSocketClient;

final class Lab
{
    use Findings;

    /** @var list<object> to be stopped */
    private array $started = [];

    public function server(int $children, array $ini = [], array $pool = []): WebServer
    {
        return $this->started[] = new WebServer(__DIR__ . '/app.php', $children, $ini, $pool);
    }

    /** One that runs another script, and takes requests for it at an address; nginx gets more servers. */
    public function serverOf(
        string $script,
        int $children,
        string $address,
        string $servers = '',
        array $ini = []
    ): WebServer {
        return $this->started[] = new WebServer($script, $children, $ini, [], $address, $servers);
    }

    public function devGate(string ...$flags): DevGate
    {
        return $this->started[] = DevGate::start(...$flags);
    }

    /** @param list<list<\NetsvrTests\Support\Step>> $script */
    public function fakeGateway(array $script = []): FakeGateway
    {
        return $this->started[] = FakeGateway::start($script);
    }

    public function end(): void
    {
        foreach (array_reverse($this->started) as $one) {
            $one->stop();
        }
        $this->started = [];
    }

    /** What the application answered; a problem when it was not JSON with status 200. */
    public function json(array $response): array
    {
        $answer = json_decode($response['body'], true);
        $this->check(
            $response['status'] === 200 && is_array($answer),
            "status {$response['status']}: " . substr($response['body'], 0, 300)
        );
        return is_array($answer) ? $answer : [];
    }

    /** The counters of one gateway in an answer of the application. */
    public function stats(array $answer, string $workerAddr): array
    {
        return array_column($answer['stats'] ?? [], null, 'workerAddr')[$workerAddr] ?? [];
    }

    /**
     * Established connections to a worker address, as the kernel sees them: the least of three looks, because its
     * table may change while it is read.
     */
    public function connectionsTo(string $workerAddr): int
    {
        [$host, $port] = explode(':', $workerAddr);
        $remote = sprintf('%08X:%04X', unpack('V', inet_pton($host))[1], $port);
        $least = PHP_INT_MAX;
        for ($look = 0; $look < 3; $look++) {
            $local = [];
            foreach (file('/proc/net/tcp') as $line) {
                $fields = preg_split('~ +~', trim($line));
                if (($fields[2] ?? '') === $remote && ($fields[3] ?? '') === '01') {
                    $local[$fields[1]] = true;
                }
            }
            $least = min($least, count($local));
        }
        return $least;
    }

    /**
     * What clients have received, without waiting for more than there is.
     *
     * @param list<WebSocketClient> $clients
     * @param array<string, int> $counts how often each message came; added to
     */
    public function drain(array $clients, array &$counts, float $patience = 0.0): void
    {
        foreach ($clients as $client) {
            while (($message = $client->receive($patience)) !== null) {
                $counts[$message] = ($counts[$message] ?? 0) + 1;
            }
        }
    }
}
