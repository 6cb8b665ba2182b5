<?php
/*
 * Handles each event in a coroutine of its own, so many at the same time, those of one client in their order. The loop
 * that receives events waits while there are too many. Outside coroutines an event is handled at once.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf;

use Closure;
use Hyperf\Coroutine\Coroutine;
use Hyperf\Engine\Channel;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use Psr\Log\LoggerInterface;
use Throwable;

final class EventCoroutines implements EventInterface
{
    /** Has an element for each event that is being handled, or waits for the one before it. */
    private ?Channel $places = null;
    /** @var array<string, list<Closure(): void>> what waits, by the client one of whose events is being handled */
    private array $waiting = [];

    public function __construct(
        private readonly EventInterface $handler,
        private readonly LoggerInterface $logger,
        private readonly int $atOnce,
        private readonly bool $inOrder
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

    /** Waits until no event is being handled. Whether that was so in time. */
    public function settle(float $seconds): bool
    {
        $until = microtime(true) + $seconds;
        while ($this->places !== null && $this->places->getLength() > 0) {
            if (microtime(true) > $until) {
                return false;
            }
            Coroutine::sleep(0.005);
        }
        return true;
    }

    /** @param Closure(): void $event */
    private function handle(string $client, Closure $event): void
    {
        if (!Coroutine::inCoroutine()) {
            $event();
            return;
        }
        // Suspends the loop when all places are taken.
        $this->places ??= new Channel($this->atOnce);
        $this->places->push(true);
        if ($this->inOrder && isset($this->waiting[$client])) {
            $this->waiting[$client][] = $event;
            return;
        }
        if (!$this->inOrder) {
            Coroutine::create(fn() => $this->run($event));
            return;
        }
        $this->waiting[$client] = [];
        Coroutine::create(function () use ($client, $event): void {
            try {
                do {
                    $this->run($event);
                } while (($event = array_shift($this->waiting[$client])) !== null);
            } finally {
                unset($this->waiting[$client]);
            }
        });
    }

    /** @param Closure(): void $event */
    private function run(Closure $event): void
    {
        try {
            $event();
        } catch (Throwable $thrown) {
            $this->logger->error(sprintf(
                "netsvr: %s failed: %s: %s in %s on line %d\n%s",
                $this->handler::class,
                $thrown::class,
                $thrown->getMessage(),
                $thrown->getFile(),
                $thrown->getLine(),
                $thrown->getTraceAsString()
            ));
        } finally {
            $this->places->pop();
        }
    }
}
