<?php
/*
 * Makes the members of presence channels what the gateways say: after the end of a process, of a gateway, of the store.
 * For each application one of the processes of netsvr:work does it, about once a second.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Config\Repository;
use NetsvrBusiness\Laravel\Work\Periodic;
use Throwable;

final class Reconciler implements Periodic
{
    /** Of its time a process has so many parts for events to one for this. */
    private const PARTS = 9;
    /** Seconds between two looks, at most: a gateway that hangs makes one look long. */
    private const RARELY = 2.0;
    /** Seconds without a look after failures, at most: each is reported. */
    private const LONGEST_PAUSE = 30.0;

    /** @var array<string, Reconciliation> by application id */
    private array $reconciliations = [];
    private float $notBefore = 0.0;
    private int $failures = 0;

    public function __construct(
        private readonly Applications $applications,
        private readonly PresenceStore $store,
        private readonly PresenceRooms $rooms,
        private readonly TopicSubscribers $subscribers,
        private readonly Repository $config
    ) {
    }

    public function tick(): void
    {
        $began = self::now();
        if ($began < $this->notBefore) {
            return;
        }
        try {
            // In another store nobody can join a presence channel.
            if ($this->store->isFit()) {
                foreach ($this->applications->all() as $application) {
                    $this->of($application)->look();
                }
            }
            $this->failures = 0;
            $this->notBefore = self::now() + min(self::RARELY, self::PARTS * (self::now() - $began));
        } catch (Throwable $thrown) {
            $this->notBefore = self::now() + min(self::LONGEST_PAUSE, 2 ** min(++$this->failures, 5));
            throw $thrown;
        }
    }

    private function of(Application $application): Reconciliation
    {
        return $this->reconciliations[$application->id] ??= new Reconciliation(
            $application,
            $this->store,
            $this->rooms,
            $this->subscribers,
            (float)$this->config->get('netsvr.presence.grace', 3)
        );
    }

    private static function now(): float
    {
        return hrtime(true) / 1e9;
    }
}
