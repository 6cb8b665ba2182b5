<?php
/*
 * Handles what websocket clients do.
 */
declare(strict_types=1);

namespace App;

use Hyperf\Contract\StdoutLoggerInterface;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

class Event implements EventInterface
{
    public function __construct(private StdoutLoggerInterface $logger)
    {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        $this->logger->info('onOpen ' . $connOpen->getUniqId());
    }

    public function onMessage(Transfer $transfer): void
    {
        NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->logger->info('onClose ' . $connClose->getUniqId());
    }
}
