--TEST--
After a heartbeat on a task socket, flush() confirms what is sent on it as before, and the connection is kept
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Event;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Sockets;

Setup::endAfter(30);
$gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
// commands go over the task socket: no main sockets are bound
Setup::netBusAt([$gateway->addr()]);
$events = new class implements NetsvrBusiness\Contract\EventInterface {
    public function onOpen(Netsvr\ConnOpen $connOpen): void
    {
    }

    public function onMessage(Netsvr\Transfer $transfer): void
    {
    }

    public function onClose(Netsvr\ConnClose $connClose): void
    {
    }
};
$logger = new ArrayLogger();
$manager = new MainSocketManager();
$socket = new Socket('business', $logger, $gateway->addr(), 5, 5);
$manager->addSocket(Sockets::main(MainSocket::class, 'business', $logger, $events, $socket, Event::OnMessage, 1000));
$names = static fn(): array => array_map(
    GatewayFrames::name(...),
    array_values(array_filter($gateway->frames(), static fn(array $frame): bool => $frame['connection'] === 1))
);
$manager->run(static function (MainSocketManager $manager) use ($gateway, $names): void {
    if ($names() === []) {
        NetBus::singleCast($gateway->uniqId(), 'one');
        echo 'before it: ', NetBus::flush()[0]['confirmed'], " confirmed\n";
    } elseif (in_array('heartbeat', $names(), true)) {
        NetBus::singleCast($gateway->uniqId(), 'two');
        $said = NetBus::flush()[0];
        echo "after it: ", $said['confirmed'] > 0 ? 'confirmed' : 'not confirmed', ", {$said['unconfirmed']} not\n";
        echo implode(', ', array_diff($names(), ['heartbeat'])), "\n";
        $manager->close();
    }
}, 20);
?>
--EXPECT--
before it: 1 confirmed
after it: confirmed, 0 not
SingleCast one, UniqIdCount, SingleCast two, UniqIdCount
