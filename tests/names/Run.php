<?php
/*
 * One test in a process of its own: where it tells what does not hold, and what several of them need.
 */
declare(strict_types=1);

namespace NetsvrTests\Names;

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Findings;
use NetsvrTests\Support\WebSocketClient;
use Throwable;

final class Run
{
    use Findings;

    /** Seconds that a test may take. */
    private const LONGEST = 240;

    /** Runs a test; gives its exit status. */
    public static function one(string $name): int
    {
        pcntl_alarm(self::LONGEST);
        $run = new self();
        try {
            (require __DIR__ . "/$name.php")($run);
        } catch (Throwable $thrown) {
            $run->problem(get_class($thrown) . ": {$thrown->getMessage()} at {$thrown->getFile()}:{$thrown->getLine()}");
        }
        foreach (array_slice($run->problems, 0, 20) as $problem) {
            echo "     $problem\n";
        }
        return $run->problems === [] ? 0 : 1;
    }

    public function note(string $text): void
    {
        echo "     - $text\n";
    }

    /**
     * Checks how long something takes.
     *
     * @param callable(): mixed $act
     * @return mixed what it gives
     */
    public function within(float $least, float $most, string $what, callable $act): mixed
    {
        $start = microtime(true);
        $result = $act();
        $took = microtime(true) - $start;
        $this->check($took >= $least && $took <= $most, sprintf('%s took %.3f s', $what, $took));
        return $result;
    }

    /** Checks that a client gets what is sent to it alone, next of all that it is sent. */
    public function reaches(WebSocketClient $client, string $data): void
    {
        NetBus::singleCast($client->uniqId, $data);
        $this->same($data, $client->receive(10.0), "what the client was sent as $data");
    }

    /**
     * Two gateways on one port of two addresses.
     *
     * @return array{DevGate, DevGate, int} with the port
     */
    public static function twins(): array
    {
        $first = DevGate::startOn('127.0.0.2:0', '127.0.0.2:0');
        $port = (int)parse_url("tcp://$first->workerAddr", PHP_URL_PORT);
        return [$first, DevGate::startOn('127.0.0.3:0', "127.0.0.3:$port"), $port];
    }

    /** How many threads of this process look names up. */
    public static function threads(): int
    {
        $names = array_map(file_get_contents(...), glob('/proc/' . getmypid() . '/task/*/comm'));
        return count(array_keys($names, "netsvr-names\n", true));
    }
}
