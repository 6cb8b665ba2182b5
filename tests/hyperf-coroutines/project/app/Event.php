<?php
/*
 * Handles what clients of the tests do.
 */
declare(strict_types=1);

namespace App;

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use RuntimeException;

class Event implements EventInterface
{
    public function onOpen(ConnOpen $connOpen): void
    {
        NetBus::singleCast($connOpen->getUniqId(), 'opened');
    }

    /** `text`, `ask text`, `sleep MILLISECONDS text` or `throw text`: the text comes back. */
    public function onMessage(Transfer $transfer): void
    {
        $words = explode(' ', $transfer->getData(), 3);
        match ($words[0]) {
            'ask' => NetBus::uniqIdCount(),
            'sleep' => usleep((int)$words[1] * 1000),
            'throw' => throw new RuntimeException($words[1]),
            default => null,
        };
        NetBus::singleCast($transfer->getUniqId(), (string)end($words));
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}
