<?php
/*
 * Looks after clients that nobody heard for a while, because no process of `netsvr:work` was registered at their gateway:
 * all had been killed, or were replaced without a successor, or the gateway had lost them. Gateways keep no events. Clients
 * that connected meanwhile wait for their greeting, and get it. Those that were connected before may have asked for
 * something in vain: they are dropped, a few at a time, so that their library comes back and subscribes again.
 *
 * A process that registers knows from the roster whether another one was there; a restart that hands over leaves no gap.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Config\Repository;
use Illuminate\Contracts\Container\Container;
use InvalidArgumentException;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\Laravel\Support\StoreNotShared;
use NetsvrBusiness\Laravel\Work\EndsWithProcess;
use NetsvrBusiness\Laravel\Work\ProcessName;

final class GapRepair implements EndsWithProcess
{
    private readonly string $process;
    private readonly int $window;
    private bool $isOn;
    /** @var array<string, array{since: float, vouched: bool, isOver: bool}> what has been said of it, by worker address */
    private array $told = [];
    private float $looked;
    /** @var array<string, GapClients> those whose turn it is, by worker address */
    private array $gaps = [];

    /** @throws InvalidArgumentException when a setting is none */
    public function __construct(
        private readonly Container $container,
        private readonly Registrations $registrations,
        private readonly RosterStore $store,
        Repository $config
    ) {
        $this->process = ProcessName::own();
        $this->isOn = filter_var($config->get('netsvr.work.gap.repair', true), FILTER_VALIDATE_BOOL);
        $window = filter_var($config->get('netsvr.work.gap.window', 10), FILTER_VALIDATE_INT);
        if ($window === false || $window < 1) {
            throw new InvalidArgumentException('netsvr: work.gap.window has to be a number of seconds');
        }
        $this->window = $window;
        $this->looked = microtime(true);
    }

    public function tick(): void
    {
        if (!$this->isOn) {
            return;
        }
        try {
            $this->look();
        } catch (StoreNotShared $exception) {
            $this->isOn = false;
            $this->container->make(NetsvrServiceProvider::LOGGER)->warning("{$exception->getMessage()} Until then gaps"
                . ' in which no process of netsvr:work is registered are not repaired (netsvr.work.gap.repair).');
            return;
        }
        foreach ($this->gaps as $gap) {
            $gap->goOn();
        }
    }

    public function end(): void
    {
        if ($this->isOn && $this->registrations->all() !== []) {
            $now = microtime(true);
            $this->store->change(fn(Roster $roster) => $this->tell($roster, $now, []));
        }
    }

    private function look(): void
    {
        $now = microtime(true);
        $current = $this->registrations->current();
        if ($current !== [] || $this->registrations->all() !== []) {
            $this->store->change(function (Roster $roster) use ($now, $current): void {
                $this->tell($roster, $now, $current);
                $this->take($roster, $now, array_keys($current));
            });
        }
        $this->looked = $now;
    }

    /**
     * Says where this process is and was, and whether there was a gap before.
     *
     * @param array<string, string> $current names of registrations that there are, by worker address
     */
    private function tell(Roster $roster, float $now, array $current): void
    {
        foreach ($this->registrations->all() as $gateway => ['since' => $since, 'left' => $left]) {
            $told = $this->told[$gateway] ?? null;
            if ($told === null || $told['since'] !== $since) {
                $told = ['since' => $since, 'vouched' => false, 'isOver' => false];
            }
            if ($told['isOver']) {
                continue;
            }
            $connId = $current[$gateway] ?? null;
            if (!$told['vouched']) {
                $covered = $roster->wasCovered($gateway, $this->process, $since, $now, ProcessName::lives(...));
                if ($covered === false) {
                    $before = Registrations::time((string)$connId) ?? (int)$since;
                    $roster->openGap($gateway, $this->process, $since, $before);
                }
                $told['vouched'] = $covered !== null;
            }
            $told['isOver'] = $connId === null;
            $roster->see($gateway, $this->process, $since, $told['vouched'], $told['isOver'] ? $since : $now);
            if ($told['isOver']) {
                // A connection that broke did so after the last look.
                $roster->leave($gateway, $this->process, $left ?? max($since, $this->looked));
            }
            $this->told[$gateway] = $told;
        }
    }

    /**
     * Takes what there is to do.
     *
     * @param list<string> $gateways where this process is, by worker address
     */
    private function take(Roster $roster, float $now, array $gateways): void
    {
        $gaps = [];
        foreach ($gateways as $gateway) {
            $clients = $this->gaps[$gateway] ?? null;
            if ($clients !== null) {
                $roster->progress($gateway, $this->process, $clients->before, $clients->done, Application::GROUPS);
            }
            $gap = $roster->takeGap($gateway, $this->process, $now, ProcessName::lives(...));
            if ($gap !== null) {
                $gaps[$gateway] = $clients?->before === $gap['before'] ? $clients : $this->clients($gateway, $gap);
            }
        }
        $this->gaps = $gaps;
    }

    /** @param array{from: float, before: int, short: bool, done: int} $gap */
    private function clients(string $gateway, array $gap): GapClients
    {
        return $this->container->make(GapClients::class, ['gateway' => $gateway, 'window' => $this->window] + $gap);
    }
}
