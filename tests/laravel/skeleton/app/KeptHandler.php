<?php
declare(strict_types=1);

namespace App;

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Laravel\Work\Persistent;
use NetsvrBusiness\NetBus;

/** Counts the events of its process. */
final class KeptHandler implements Persistent
{
    private int $events = 0;

    public function onOpen(ConnOpen $connOpen): void
    {
        $this->events++;
    }

    public function onMessage(Transfer $transfer): void
    {
        NetBus::singleCast($transfer->getUniqId(), (string)++$this->events);
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}
