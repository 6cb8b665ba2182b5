<?php
/*
 * Handles each event in a coroutine of its own, so many at the same time, those of one client in their order. The loop
 * that receives events waits while there are too many. Outside coroutines an event is handled at once. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use Psr\Log\LoggerInterface;
use Throwable;

final class ConcurrentHandler implements EventInterface
{
    /** How many events are being handled, or wait for the one before them. */
    private int $underWay = 0;
    /** @var array<string, list<Closure(): void>> what waits, by the client one of whose events is being handled */
    private array $queues = [];
    /** @var list<Closure(): void> wake the loops that wait for a place */
    private array $loops = [];
    private bool $isEnding = false;

    /**
     * @param LoggerInterface $logger gets what a handler throws
     * @param int $atOnce how many events there may be before the loop waits
     * @param bool $inOrder whether the events of one client follow each other
     */
    public function __construct(
        private readonly EventInterface $handler,
        private readonly LoggerInterface $logger,
        private readonly int $atOnce = 100,
        private readonly bool $inOrder = true
    ) {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        $this->handle($connOpen->getUniqId(), fn() => $this->handler->onOpen($connOpen));
    }

    public function onMessage(Transfer $transfer): void
    {
        $this->handle($transfer->getUniqId(), fn() => $this->handler->onMessage($transfer));
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->handle($connClose->getUniqId(), fn() => $this->handler->onClose($connClose));
    }

    /** From now on no loop waits for a place: the process is to stop, and its loop has to take leave of the gateways. */
    public function end(): void
    {
        $this->isEnding = true;
        foreach (array_splice($this->loops, 0) as $wake) {
            $wake();
        }
    }

    /** Waits, in a coroutine, until no event is being handled. Whether that was so in time. */
    public function settle(float $seconds): bool
    {
        $scheduler = CoroutineScheduler::current();
        $until = hrtime(true) + $seconds * 1e9;
        while ($this->underWay > 0 && $scheduler !== null && hrtime(true) < $until) {
            $scheduler->sleep(0.005);
        }
        return $this->underWay === 0;
    }

    /** @param Closure(): void $event */
    private function handle(string $client, Closure $event): void
    {
        $scheduler = CoroutineScheduler::current();
        if ($scheduler === null) {
            $event();
            return;
        }
        while ($this->underWay >= $this->atOnce && !$this->isEnding) {
            $scheduler->suspend(function (Closure $wake): void {
                $this->loops[] = $wake;
            });
        }
        $this->underWay++;
        if (!$this->inOrder) {
            $scheduler->start(fn() => $this->run($event));
        } elseif (isset($this->queues[$client])) {
            $this->queues[$client][] = $event;
        } else {
            $this->queues[$client] = [];
            $scheduler->start(fn() => $this->runAll($client, $event));
        }
    }

    /** Runs an event of a client, and those that come meanwhile. */
    private function runAll(string $client, Closure $event): void
    {
        try {
            do {
                $this->run($event);
            } while (($event = array_shift($this->queues[$client])) !== null);
        } finally {
            unset($this->queues[$client]);
        }
    }

    /** @param Closure(): void $event */
    private function run(Closure $event): void
    {
        try {
            $event();
        } catch (Throwable $thrown) {
            $this->log($thrown);
        } finally {
            $this->underWay--;
            $wake = array_shift($this->loops);
            $wake === null || $wake();
        }
    }

    /** A logger that fails, with a full disk, ends neither the process nor what waits for this event. */
    private function log(Throwable $thrown): void
    {
        $said = sprintf(
            'netsvr: %s failed: %s: %s in %s on line %d',
            $this->handler::class,
            $thrown::class,
            $thrown->getMessage(),
            $thrown->getFile(),
            $thrown->getLine()
        );
        try {
            $this->logger->error("$said\n{$thrown->getTraceAsString()}");
        } catch (Throwable $failed) {
            error_log("$said; and its logger failed: {$failed->getMessage()}");
        }
    }
}
