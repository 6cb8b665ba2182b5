<?php
/*
 * A business process that does what a scene tells it to: business.php, from outside.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

use NetsvrTests\Support\ChildProcess;

final class Program
{
    /** @param array{keys: list<string>, methods: list<string>} $has */
    private function __construct(private ChildProcess $child, private array $has)
    {
    }

    /** @param array<string, string> $ini settings of the extension */
    public static function start(array $ini = []): self
    {
        $options = ['-d', 'extension=' . getenv('NETSVR_SO')];
        foreach ($ini as $key => $value) {
            array_push($options, '-d', "$key=$value");
        }
        $child = ChildProcess::start(__DIR__ . '/business.php', $options);
        return new self($child, $child->request(['do' => 'show']));
    }

    /** @throws Skipped while the extension has no such key */
    public function needsKey(string $key): void
    {
        in_array($key, $this->has['keys'], true) || throw new Skipped("there is no key $key yet");
    }

    /** @throws Skipped while NetBus has no such method */
    public function needsMethod(string $method): void
    {
        in_array($method, $this->has['methods'], true) || throw new Skipped("there is no NetBus::$method() yet");
    }

    /**
     * NetBus speaks to these gateways from now on.
     *
     * @param list<string> $workerAddrs
     * @param int $sendReceive seconds
     * @param int $connect seconds
     */
    public function bind(array $workerAddrs, int $sendReceive, int $connect): void
    {
        $this->child->request(['do' => 'bind', 'addrs' => $workerAddrs, 'sendReceive' => $sendReceive, 'connect' => $connect]);
    }

    /**
     * Broadcasts "WORD NUMBER TIME" so many times; NUMBER goes on from call to call of this method, from 1.
     *
     * @param float $every seconds between the beginnings of two calls
     * @return list<Call>
     */
    public function push(int $count, float $every = 0.0, string $word = 'message'): array
    {
        $this->startPushing($count, $every, $word);
        return $this->calls(60.0);
    }

    /** The same without waiting for its end: calls() waits. */
    public function startPushing(int $count, float $every = 0.0, string $word = 'message'): void
    {
        $this->child->tell(['do' => 'push', 'count' => $count, 'every' => $every, 'word' => $word]);
    }

    /**
     * Asks all gateways how many clients they have, so many times.
     *
     * @return list<Call>
     */
    public function ask(int $count, float $every = 0.0): array
    {
        $this->startAsking($count, $every);
        return $this->calls(60.0);
    }

    public function startAsking(int $count, float $every = 0.0): void
    {
        $this->child->tell(['do' => 'ask', 'count' => $count, 'every' => $every]);
    }

    public function isDone(): bool
    {
        return $this->child->hasAnswered();
    }

    /**
     * What has been started, when it is done.
     *
     * @param float $timeout seconds
     * @return list<Call>
     */
    public function calls(float $timeout): array
    {
        $calls = $this->child->answer($timeout)['calls'];
        return array_map(static fn(array $call): Call => new Call(...$call), $calls);
    }

    /** What NetBus::flush() returned. @return array{took: float, result: array} */
    public function flush(): array
    {
        return $this->child->request(['do' => 'flush']);
    }

    /** The counters of one gateway. */
    public function stats(string $workerAddr): array
    {
        $stats = $this->child->request(['do' => 'stats'])['stats'];
        return array_column($stats, null, 'workerAddr')[$workerAddr] ?? [];
    }

    public function stop(): void
    {
        $this->child->stop();
    }
}
