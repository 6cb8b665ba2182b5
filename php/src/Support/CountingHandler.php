<?php
/*
 * Stands between the main sockets and the application's handler: has it made, counts events, and hands on what the
 * handler throws, so that one bad message does not end the process, and is not lost in a log. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Closure;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use Throwable;

/** @internal */
final class CountingHandler implements EventInterface
{
    /** Events that have been handled, well or not. */
    public int $events = 0;

    /**
     * @param Closure(): EventInterface $handler called for each event
     * @param Closure(string, string): void $before called with the event's name and the client's uniqId
     * @param Closure(string, ?Throwable): void $after called with the name of the handler's method, and what it threw;
     *     the handler is gone by then
     */
    public function __construct(
        private readonly Closure $handler,
        private readonly Closure $before,
        private readonly Closure $after
    ) {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        $this->handle('open', 'onOpen', $connOpen);
    }

    public function onMessage(Transfer $transfer): void
    {
        $this->handle('message', 'onMessage', $transfer);
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->handle('close', 'onClose', $connClose);
    }

    private function handle(string $name, string $method, ConnOpen|Transfer|ConnClose $event): void
    {
        ($this->before)($name, $event->getUniqId());
        $thrown = null;
        try {
            ($this->handler)()->$method($event);
        } catch (Throwable $thrown) {
            // Reported by $after.
        }
        $this->events++;
        ($this->after)($method, $thrown);
    }
}
