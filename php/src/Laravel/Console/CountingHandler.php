<?php
/*
 * Stands between the main sockets and the application's handler: counts events, and hands what the handler throws
 * to Laravel's exception handler, so that one bad message does not end the process, and is not lost in a log.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Closure;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use Throwable;

final class CountingHandler implements EventInterface
{
    /** Events that have been handled, well or not. */
    public int $events = 0;

    /**
     * @param Closure(string, string): void $before called with the event's name and the client's uniqId
     * @param Closure(?Throwable): void $after called with what the handler threw
     */
    public function __construct(
        private readonly EventInterface $handler,
        private readonly Closure $before,
        private readonly Closure $after
    ) {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        $this->handle('open', $connOpen, $this->handler->onOpen(...));
    }

    public function onMessage(Transfer $transfer): void
    {
        $this->handle('message', $transfer, $this->handler->onMessage(...));
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->handle('close', $connClose, $this->handler->onClose(...));
    }

    private function handle(string $name, ConnOpen|Transfer|ConnClose $event, Closure $method): void
    {
        ($this->before)($name, $event->getUniqId());
        $thrown = null;
        try {
            $method($event);
        } catch (Throwable $thrown) {
            // Reported by $after.
        }
        $this->events++;
        ($this->after)($thrown);
    }
}
