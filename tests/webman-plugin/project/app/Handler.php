<?php
declare(strict_types=1);

namespace app;

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

final class Handler implements EventInterface
{
    public function onOpen(ConnOpen $connOpen): void
    {
        NetBus::singleCast($connOpen->getUniqId(), 'welcome');
    }

    public function onMessage(Transfer $transfer): void
    {
        $count = array_sum(array_column(NetBus::uniqIdCount(), 'count'));
        NetBus::singleCast($transfer->getUniqId(), "you of $count said {$transfer->getData()}");
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}
