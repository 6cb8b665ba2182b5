<?php
/*
 * The clients of one gateway, after a gap: those that wait for their greeting, and those that were there before. Done in
 * portions, one a second, by the topics that the clients of an application are dealt to, so that another process can go on
 * where this one has ended.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Container\Container;
use Illuminate\Contracts\Events\Dispatcher;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Laravel\Events\ClientConnected;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\Laravel\Work\HandlerFactory;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Gateways;
use Psr\Log\LoggerInterface;

/** @internal */
final class GapClients
{
    /** Clients that may be dropped in one second in any case. */
    private const FEW = 100;
    /** Clients in one question, or one command. */
    private const IN_ONE = 1000;
    /** Seconds of a portion, after which events have their turn. */
    private const BUDGET = 0.3;
    /** Seconds by which the clocks of gateway and processes may differ. */
    private const SKEW = 60.0;

    private ?int $groupsInOne = null;
    /** @var list<string> connections of which some may wait */
    private array $candidates = [];
    /** @var array<string, true> uniqIds that have been greeted now: no one has missed anything of them */
    private array $greeted = [];

    /**
     * @param string $gateway worker address
     * @param int $window seconds in which all are dropped
     * @param float $from unix time at which somebody was there
     * @param int $before unix time of the gateway at which somebody was there again
     * @param bool $short whether both may have been in the same second
     * @param int $done groups that have been looked after
     */
    public function __construct(
        private readonly Applications $applications,
        private readonly TopicSubscribers $subscribers,
        private readonly HandlerFactory $handlers,
        private readonly Gateways $gateways,
        private readonly Container $container,
        private readonly string $gateway,
        private readonly int $window,
        private readonly float $from,
        public readonly int $before,
        private readonly bool $short,
        public int $done
    ) {
    }

    /** One portion. */
    public function goOn(): void
    {
        $index = (int)array_search($this->gateway, $this->gateways->workerAddrs, true);
        $gateway = $this->subscribers->gateway($this->gateways->taskAddrs[$index] ?? '');
        if ($gateway === null || !$this->isPrepared($gateway)) {
            return;
        }
        $until = hrtime(true) / 1e9 + self::BUDGET;
        while ($this->candidates !== [] && hrtime(true) / 1e9 < $until) {
            $this->lookAfterWaiting(array_splice($this->candidates, -self::IN_ONE));
        }
        $this->dropGroups($gateway);
    }

    /** Unix time at which a client connected, by its gateway. */
    public static function time(string $uniqId): int
    {
        return (int)hexdec(substr($uniqId, 12, 8));
    }

    /** How many there are decides how long it takes. */
    private function isPrepared(int|string $gateway): bool
    {
        if ($this->groupsInOne !== null) {
            return true;
        }
        $counts = $this->subscribers->counts($this->topics(0, Application::GROUPS))[$gateway] ?? null;
        $all = $this->subscribers->connectionCounts()[$gateway] ?? null;
        if ($counts === null || $all === null) {
            // The gateway does not answer. It is asked again.
            return false;
        }
        $ours = array_sum($counts);
        if ($all > $ours) {
            $this->candidates = array_values(array_filter(
                $this->subscribers->connections()[$gateway] ?? [],
                fn(string $uniqId): bool => self::time($uniqId) >= $this->from - self::SKEW
                    && self::time($uniqId) <= $this->before
            ));
        }
        $seconds = max(1, min($this->window, (int)ceil($ours / self::FEW)));
        $this->groupsInOne = (int)ceil(Application::GROUPS / $seconds);
        if ($all > 0) {
            $this->logger()->notice("netsvr: no process was registered at $this->gateway for a while. Clients that wait there are"
                . " greeted. Those of $ours that may have been there before are disconnected within $seconds s, and connect again.");
        }
        return true;
    }

    /** @param list<string> $uniqIds */
    private function lookAfterWaiting(array $uniqIds): void
    {
        $waiting = [];
        foreach ($this->topicsOf($uniqIds) as $uniqId => $topics) {
            if ($topics === []) {
                $waiting[] = (string)$uniqId;
            }
        }
        $handler = $this->handlers->make();
        if ($waiting === [] || !$handler instanceof ClientHandler) {
            return;
        }
        if (count($this->applications->all()) > 1) {
            // Whose they are they have said when nobody heard it. They say it again.
            NetBus::forceOffline($waiting);
            return;
        }
        $application = $this->applications->default();
        $events = $this->container->make(Dispatcher::class);
        $isHeard = $events->hasListeners(ClientConnected::class);
        foreach ($waiting as $uniqId) {
            $handler->greet($uniqId, $application);
            $this->greeted[$uniqId] = true;
            $isHeard && $events->dispatch(new ClientConnected($application->id, $uniqId));
        }
    }

    private function dropGroups(int|string $gateway): void
    {
        $next = min(Application::GROUPS, $this->done + $this->groupsInOne);
        $lists = $this->subscribers->lists($this->topics($this->done, $next))[$gateway] ?? null;
        if ($lists === null) {
            return;
        }
        // Who came in the very second came afterwards, unless the gap began in it, too.
        $last = $this->short ? $this->before : $this->before - 1;
        $old = array_filter(
            array_merge(...array_values($lists)),
            fn(string $uniqId): bool => self::time($uniqId) <= $last && !isset($this->greeted[$uniqId])
        );
        foreach (array_chunk($old, self::IN_ONE) as $chunk) {
            NetBus::forceOffline($chunk);
        }
        // Whoever greets goes on until all have been greeted.
        $this->done = $this->candidates === [] ? $next : min($next, Application::GROUPS - 1);
    }

    /** @return list<string> the groups of all applications, from one number to before another */
    private function topics(int $from, int $to): array
    {
        $topics = [];
        foreach ($this->applications->all() as $application) {
            array_push($topics, ...array_slice($application->groups(), $from, $to - $from));
        }
        return $topics;
    }

    /**
     * @param list<string> $uniqIds
     * @return array<array-key, list<string>> of those that are connected
     */
    private function topicsOf(array $uniqIds): array
    {
        try {
            $answer = NetBus::connInfo($uniqIds, false, false, true);
        } catch (SocketReceiveException $exception) {
            $answer = $exception->getPartialResult() ?? [];
        }
        return is_object($answer)
            ? array_column($answer->toArray(), 'topics', 'uniqId')
            : array_map(static fn(array $info): array => $info['topics'], $answer);
    }

    private function logger(): LoggerInterface
    {
        return $this->container->make(NetsvrServiceProvider::LOGGER);
    }
}
