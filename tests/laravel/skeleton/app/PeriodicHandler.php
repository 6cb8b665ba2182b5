<?php
declare(strict_types=1);

namespace App;

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Laravel\Work\HasPeriodicWork;
use NetsvrBusiness\NetBus;

/** Takes its time for each message, and has work that fails and work that counts. */
final class PeriodicHandler implements EventInterface, HasPeriodicWork
{
    public static function periodic(): array
    {
        return [FailingWork::class, CountingWork::class];
    }

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        usleep(2000);
        NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}
