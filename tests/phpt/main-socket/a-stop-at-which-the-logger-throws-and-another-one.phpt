--TEST--
A logger that throws does not cut a stop short, nor leave anything behind that a later stop would take for done
--INI--
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Event;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Setup;
use Psr\Log\AbstractLogger;

Setup::endAfter(40);
$logger = new class extends AbstractLogger {
    public int $throws = 1;

    public function log($level, $message, array $context = []): void
    {
        if (str_contains($message, 'unregister') && $this->throws-- > 0) {
            throw new Exception('the log is full');
        }
    }
};
$handler = new class implements NetsvrBusiness\Contract\EventInterface {
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
$manager = new MainSocketManager();
$tasks = new TaskSocketManger();
Container::getInstance()->bind(TaskSocketMangerInterface::class, $tasks);
$gateways = [];
foreach (['one', 'two'] as $id) {
    $gateways[] = $gateway = FakeGateway::start([
        [GatewayFrames::registered("$id first")],
        [],
        [GatewayFrames::registered("$id second")],
    ]);
    $tasks->addSocket(new TaskSocket('', $logger, $gateway->addr(), 2, 2, 117));
    $socket = new Socket('', $logger, $gateway->addr(), 2, 2);
    $manager->addSocket(new MainSocket('', $logger, $handler, $socket, 'beat', Event::OnMessage, 1, 45_000));
}
foreach (['first', 'second'] as $stop) {
    echo "$stop stop: ";
    echo $manager->start() ? '' : 'NOT STARTED ';
    if ($stop === 'second') {
        // one by one, not together
        array_map(fn(MainSocket $main) => $main->unregister(), $manager->getSockets());
    }
    $manager->close();
    echo $manager->getSockets() === [] ? "done\n" : "NOT DONE\n";
}
foreach ($gateways as $gateway) {
    GatewayFrames::print($gateway->frames());
    $gateway->stop();
}
?>
--EXPECT--
first stop: done
second stop: done
  connection 0 sent Register, Unregister one first
  connection 1 sent Unregister one first, Unregister one second
  connection 2 sent Register, Unregister one second
  connection 0 sent Register, Unregister two first
  connection 1 sent Unregister two first, Unregister two second
  connection 2 sent Register, Unregister two second
