<?php
use Netsvr\{ConnClose, ConnInfoUpdate, ConnOpen, Event, Transfer};
use NetsvrBusiness\{MainSocket, MainSocketManager, NetBus, Socket};

require __DIR__ . '/setup.php';

final class Logins implements NetsvrBusiness\Contract\EventInterface
{
    public function onOpen(ConnOpen $open): void {}

    public function onMessage(Transfer $message): void
    {
        [$user, $until] = explode('.', $message->getData() . '.');
        $user = base64_decode($user);
        if ((int)$until < time() || !hash_equals(ticket($user, (int)$until), $message->getData())) {
            NetBus::forceOffline($message->getUniqId());
            return;
        }
        // From now on this connection has a customerId: the number or name of your user.
        $known = new ConnInfoUpdate(['uniqId' => $message->getUniqId(), 'newCustomerId' => $user]);
        NetBus::connInfoUpdate($known->setData("Welcome, $user."));
    }

    public function onClose(ConnClose $close): void {}
}

$manager = new MainSocketManager();
$socket = new Socket('app', $logger, GATEWAY, 5, 5);
// [Worker] HeartbeatMessage, what is forwarded, goroutines in the gateway, milliseconds between heartbeats
$manager->addSocket(new MainSocket('app', $logger, new Logins(), $socket, '~6YOt5rW35piO~', Event::OnMessage, 1, 45_000));
$manager->run();
