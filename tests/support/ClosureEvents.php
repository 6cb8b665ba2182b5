<?php
/*
 * The event handler of a business process under test: closures, or a report of what has come.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Closure;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;

final class ClosureEvents implements EventInterface
{
    public function __construct(
        private BusinessProcess $process,
        private ?Closure $onOpen,
        private ?Closure $onMessage,
        private ?Closure $onClose
    ) {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        $this->onOpen === null
            ? $this->process->report('onOpen ' . $connOpen->getUniqId())
            : ($this->onOpen)($connOpen, $this->process);
    }

    public function onMessage(Transfer $transfer): void
    {
        $this->onMessage === null
            ? $this->process->report('onMessage ' . $transfer->getUniqId() . ' ' . $transfer->getData())
            : ($this->onMessage)($transfer, $this->process);
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->onClose === null
            ? $this->process->report('onClose ' . $connClose->getUniqId())
            : ($this->onClose)($connClose, $this->process);
    }
}
