<?php
/*
 * A handler of clients in a room, as an application would write it: knows its clients by what the gateways keep.
 */
declare(strict_types=1);

namespace NetsvrTests\Laravel;

use Netsvr\ConnClose;
use Netsvr\ConnInfoUpdate;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use RuntimeException;

final class RoomHandler implements EventInterface
{
    public function onOpen(ConnOpen $connOpen): void
    {
        NetBus::topicSubscribe($connOpen->getUniqId(), 'room', "welcome {$connOpen->getRawQuery()}{$connOpen->getXRealIp()}");
    }

    public function onMessage(Transfer $transfer): void
    {
        $uniqId = $transfer->getUniqId();
        $message = json_decode($transfer->getData(), true) ?? ['do' => $transfer->getData()];
        match ($message['do']) {
            'log in' => NetBus::connInfoUpdate((new ConnInfoUpdate())
                ->setUniqId($uniqId)
                ->setNewCustomerId($message['as'])
                ->setNewSession("since $message[as]")),
            'who am I?' => NetBus::singleCast($uniqId, implode(' ', [
                $transfer->getCustomerId(), $transfer->getSession(), ...$transfer->getTopics(),
            ])),
            'say' => NetBus::topicPublish('room', "{$transfer->getCustomerId()}: $message[text]"),
            'kick' => NetBus::forceOfflineByCustomerId($message['whom'], 'you are out'),
            'fail' => throw new RuntimeException('asked to fail'),
            'wait for me' => NetBus::forceOfflineGuest($uniqId, 'too late', 30),
        };
    }

    public function onClose(ConnClose $connClose): void
    {
        NetBus::topicPublish('room', implode(' ', [
            $connClose->getCustomerId(), 'has gone from', ...$connClose->getTopics(),
        ]));
    }
}
