<?php
/*
 * A handler whose events a test ends when it likes.
 */
declare(strict_types=1);

namespace NetsvrTests\HyperfCoroutines;

use Fiber;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use RuntimeException;

final class Handler implements EventInterface
{
    /** @var list<string> what has begun and ended, in that order */
    public array $log = [];
    /** @var array<string, Fiber> what is at work */
    private array $working = [];

    public function onOpen(ConnOpen $connOpen): void
    {
        $this->work('open ' . $connOpen->getUniqId());
    }

    public function onMessage(Transfer $transfer): void
    {
        $this->work($transfer->getData());
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->work('close ' . $connClose->getUniqId());
    }

    public function end(string $event): void
    {
        $this->working[$event]->resume();
    }

    private function work(string $event): void
    {
        $this->log[] = "begin $event";
        if (Fiber::getCurrent() !== null) {
            $this->working[$event] = Fiber::getCurrent();
            Fiber::suspend();
        }
        $this->log[] = "end $event";
        if (str_contains($event, 'fails')) {
            throw new RuntimeException($event);
        }
    }
}
