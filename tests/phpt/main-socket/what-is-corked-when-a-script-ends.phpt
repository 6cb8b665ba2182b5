--TEST--
A main socket on which a fiber has corked messages is freed when the script ends before the loop calls back: a debug build of PHP tells of what is not
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman\MainSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Workerman\Events\Select;
use Workerman\Timer;
use Workerman\Worker;

Setup::endAfter(30);
putenv('WORKERMAN4_DIR');
Host::Workerman4->load();
$loop = Worker::$globalEvent = new Select();
Timer::init($loop);
$gateway = FakeGateway::start([[GatewayFrames::registered()]]);
$handler = new class implements EventInterface {
    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        echo $transfer->getData(), "\n";
        // so long that others get their turn before the next event
        for ($end = microtime(true) + 0.05; microtime(true) < $end;) {
            continue;
        }
    }

    public function onClose(ConnClose $connClose): void
    {
    }
};
$logger = new ArrayLogger();
$manager = new MainSocketManager();
$socket = new Socket('', $logger, $gateway->addr(), 5, 5);
$manager->addSocket(new MainSocket('', $logger, $handler, $socket, 'beat', Event::OnMessage, 1, 45_000));
$tasks = new TaskSocketManger();
$tasks->addSocket(new TaskSocket('', $logger, $gateway->addr(), 5, 5, 117));
Setup::bind($tasks);
Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
$manager->start() || print "not started\n";
$gateway->push(GatewayFrames::message('ann', 'one') . GatewayFrames::message('ann', 'two'));
usleep(100_000);
(new Fiber(static function () use ($loop, $gateway): void {
    (new ReflectionMethod($loop, 'wait'))->invoke($loop);
    NetBus::singleCast($gateway->uniqId(), 'first');
    NetBus::singleCast($gateway->uniqId(), 'second');
}))->start();
GatewayFrames::print($gateway->frames(2));
?>
--EXPECT--
one
  connection 0 sent Register, SingleCast first
