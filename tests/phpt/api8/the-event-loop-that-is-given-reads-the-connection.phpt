--TEST--
API 8: the event loop that a Workerman\MainSocket is given watches its connection, whichever loop the process has
--INI--
netsvr.api=8
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Socket;
use NetsvrBusiness\Workerman\MainSocket;
use NetsvrProtocol\ConnClose;
use NetsvrProtocol\ConnOpen;
use NetsvrProtocol\Event;
use NetsvrProtocol\Transfer;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);

final class Events implements EventInterface
{
    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        echo '  onMessage ', $transfer->getData(), "\n";
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}

Host::eachWorkerman(function (Host $host): void {
    $host->load();
    $loop = new \Workerman\Events\Select();
    $watched = static function () use ($loop): int {
        if (method_exists($loop, 'watcherCount')) {
            return $loop->watcherCount();
        }
        foreach (['readFds', '_readFds'] as $name) {
            if (property_exists($loop, $name)) {
                return count((new ReflectionProperty($loop, $name))->getValue($loop));
            }
        }
        throw new LogicException('where does it keep them?');
    };
    $gateway = FakeGateway::start([[GatewayFrames::registered()]]);
    $socket = new Socket('', new ArrayLogger(), $gateway->addr(), 2, 2);
    $main = new MainSocket('', new ArrayLogger(), new Events(), Event::OnMessage, $socket, 'beat', 45_000, $loop);
    echo '  watched: ', $watched(), "\n";
    var_dump($main->connect(), $main->register());
    echo '  watched: ', $watched(), "\n";
    $main->close();
    echo '  watched: ', $watched(), "\n";
    try {
        new MainSocket('', new ArrayLogger(), new Events(), Event::OnMessage, $socket, 'beat', 45_000, new stdClass());
    } catch (TypeError $error) {
        echo '  ', strtok($error->getMessage(), ','), "\n";
    }
});
?>
--EXPECT--
Workerman 4, Workerman 5
  watched: 0
bool(true)
bool(true)
  watched: 1
  watched: 0
  NetsvrBusiness\Workerman\MainSocket::__construct(): Argument #8 ($eventLoop) must be of type Workerman\Events\EventInterface
