<?php
/*
 * Makes calls of all kinds, chosen by chance, and holds every answer against what is true: a question is put so that
 * hardly another answer than its own fits. Messages have ids of their own. What failed is counted; what may not fail,
 * takes too long, or has the wrong answer, is a problem.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Container;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Exception\SocketSendException;
use NetsvrTests\Support\Setup;
use Random\Randomizer;
use stdClass;
use Throwable;

final class Caller
{
    use Casts;
    use Questions;

    /** Seconds for connecting, and for sending and receiving. */
    public const TIMEOUT = 1;
    /** How a record of such a message begins. */
    public const BROADCAST = 'broadcast';
    /** Both, twice, as a request is repeated once; and a second that a busy machine may take. */
    private const LATEST = 4 * self::TIMEOUT + 1.0;

    /** @var list<Gateway> those that NetBus is bound to */
    private array $bound = [];
    private int $messages = 0;
    /** @var array<string, int> how often the session of a client of ours has been set */
    private array $sessions = [];
    /** @var array<string, int> the count last seen in an answer */
    private array $seen = [];
    /** @var array<string, array<string, array{string, list<string>, list<string>}>> messages that were reported as sent since
     *      the last flush(), by worker address and id: how, whom they must reach, whom they may reach */
    private array $unconfirmed = [];
    /** The kind of call that has just failed: the next one asks for the same, as whoever tries again does. */
    private ?int $again = null;
    private bool $hasFailed = false;
    private array $figures = [
        'calls' => 0, 'failed' => 0, 'slowest' => 0.0, 'confirmed' => 0, 'unconfirmed' => 0, 'partial' => 0, 'failures' => [],
    ];

    /**
     * @param int $index which of the callers this is, out of so many: what belongs to a client is changed by one of
     *                   them alone; -1 changes nothing
     */
    public function __construct(
        private string $name,
        private int $index,
        private int $callers,
        private Randomizer $random,
        private Record $record
    ) {
    }

    /** NetBus speaks to these from now on, with new objects. */
    public function bind(Gateway ...$gateways): void
    {
        $this->bound = array_values($gateways);
        Setup::netBusAt(array_column($this->bound, 'workerAddr'), self::TIMEOUT);
    }

    /** The objects go away; their connections are closed, if that is wanted or by chance, or kept for the next ones. */
    public function unbind(bool $close = false): void
    {
        if ($close || $this->chance(15)) {
            Container::getInstance()->get(TaskSocketMangerInterface::class)->close();
        }
        Setup::bind(new stdClass());
        $this->bound = [];
    }

    /** For a forked child: it speaks through the same objects, under a name of its own. */
    public function forked(string $name, Record $record): self
    {
        $child = new self($name, -1, $this->callers, $this->random, $record);
        $child->bound = $this->bound;
        return $child;
    }

    public function report(): void
    {
        $this->record->figures($this->figures);
    }

    /** How many calls were made. */
    public function calls(): int
    {
        return $this->figures['calls'];
    }

    /** One or a few calls that belong together. */
    public function any(): void
    {
        $kind = $this->again ?? $this->random->getInt(0, 20);
        if ($this->again !== null && $this->chance(20)) {
            // What has been given up may arrive meanwhile.
            usleep($this->random->getInt(0, 700_000));
        }
        $this->hasFailed = false;
        match ($kind) {
            0 => $this->broadcast(),
            1 => $this->multicast(),
            2 => $this->multicastByCustomerId(),
            3, 4, 5 => $this->singleCast(),
            6 => $this->singleCastByCustomerId(),
            7 => $this->singleCastBulk(),
            8 => $this->singleCastBulkByCustomerId(),
            9 => $this->topicPublish(),
            10 => $this->topicPublishBulk(),
            11, 12, 13 => $this->checkOnline(),
            14 => $this->connInfo(),
            15 => $this->connInfoByCustomerId(),
            16 => $this->topicQuestion(),
            17 => $this->listQuestion(),
            18 => $this->ownTopic(),
            19 => $this->ownSession(),
            20 => $this->flush(),
        };
        $this->again = $this->hasFailed ? $kind : null;
    }

    private function chance(int $percent): bool
    {
        return $this->random->getInt(1, 100) <= $percent;
    }

    private function gateway(): Gateway
    {
        return $this->bound[$this->random->getInt(0, count($this->bound) - 1)];
    }

    /** @return array{Gateway, int}|null a client that nobody but this caller changes */
    private function ownClient(): ?array
    {
        $gateway = $this->gateway();
        $own = array_filter(
            array_keys($gateway->uniqIds),
            fn(int $client): bool => $client % $this->callers === $this->index
        );
        return $own === [] || !$gateway->keepsItsClients() ? null : [$gateway, $own[array_rand($own)]];
    }

    /** @return list<array{Gateway, int}> some clients of all gateways, at least one */
    private function someClients(): array
    {
        $all = [];
        foreach ($this->bound as $gateway) {
            foreach (array_keys($gateway->uniqIds) as $client) {
                $all[] = [$gateway, $client];
            }
        }
        $all = $this->random->shuffleArray($all);
        return array_slice($all, 0, $this->random->getInt(1, count($all)));
    }

    /** @return list<array{Gateway, int}> some that have customerIds; perhaps none */
    private function someCustomers(): array
    {
        $have = static fn(array $client): bool => $client[0]->keepsItsClients();
        return array_values(array_filter($this->someClients(), $have));
    }

    /** @return list<string> */
    private static function uniqIds(array $clients): array
    {
        return array_values(array_map(static fn(array $it): string => $it[0]->uniqIds[$it[1]], $clients));
    }

    /** @return list<string> */
    private static function customerIds(array $clients): array
    {
        return array_values(array_map(static fn(array $it): string => $it[0]->customerId($it[1]), $clients));
    }

    private function right(string $method, bool $right, array $answer): void
    {
        if (!$right) {
            $this->record->problem("$this->name: a wrong answer to $method of {$this->kinds()}: "
                . substr((string)json_encode($answer), 0, 400));
        }
    }

    /** Whether it was sent, as far as anybody can tell. */
    private function command(string $method, callable $call): bool
    {
        $mustNotFail = array_filter($this->bound, static fn(Gateway $it): bool => !$it->keepsWhatItGets()) === [];
        return $this->timed($method, $call, SocketSendException::class, $mustNotFail) !== null;
    }

    private function ask(string $method, callable $call): ?array
    {
        $mustNotFail = array_filter($this->bound, static fn(Gateway $it): bool => !$it->isReliable()) === [];
        return $this->timed($method, $call, SocketReceiveException::class, $mustNotFail)[0] ?? null;
    }

    /** The result in an array, or null for a failure. */
    private function timed(string $method, callable $call, string $class, bool $mustNotFail): ?array
    {
        $this->figures['calls']++;
        $start = microtime(true);
        $result = null;
        try {
            $result = [$call()];
        } catch (Throwable $thrown) {
            $this->figures['failed']++;
            $this->hasFailed = true;
            $kinds = $this->kinds();
            $this->figures['failures'][$kinds] = 1 + ($this->figures['failures'][$kinds] ?? 0);
            if ($mustNotFail || get_class($thrown) !== $class) {
                $this->record->problem("$this->name: $method of $kinds threw " . self::told($thrown));
            }
        }
        $took = microtime(true) - $start;
        $this->figures['slowest'] = max($this->figures['slowest'], $took);
        if ($took > self::LATEST) {
            $this->record->problem(sprintf('%s: %s of %s took %.1f s', $this->name, $method, $this->kinds(), $took));
        }
        return $result;
    }

    private function kinds(): string
    {
        return implode(', ', array_map(static fn(Gateway $gateway): string => $gateway->kind, $this->bound));
    }

    private static function told(Throwable $thrown): string
    {
        $previous = $thrown->getPrevious();
        $reason = $previous === null ? '' : '; ' . self::told($previous);
        return get_class($thrown) . ": {$thrown->getMessage()}$reason";
    }
}
