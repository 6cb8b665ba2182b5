--TEST--
What a timer gives for an id and is none is not kept: the properties for ids hold what they declare
--EXTENSIONS--
posix
--FILE--
<?php
namespace Workerman {
    final class Timer
    {
        public static function add($interval, $callback, $arguments = [], $persistent = true): array
        {
            return ['no', 'id'];
        }

        public static function del($id): void
        {
            echo "del\n";
        }
    }

    final class Worker
    {
        public static ?object $globalEvent = null;
    }
}

namespace {
    require __DIR__ . '/../../support/autoload.php';

    use Netsvr\ConnClose;
    use Netsvr\ConnOpen;
    use Netsvr\Event;
    use Netsvr\Transfer;
    use NetsvrBusiness\Contract\EventInterface;
    use NetsvrBusiness\Socket;
    use NetsvrBusiness\Workerman\MainSocket;
    use NetsvrTests\Support\ArrayLogger;
    use NetsvrTests\Support\FakeGateway;
    use NetsvrTests\Support\GatewayFrames;
    use NetsvrTests\Support\Setup;

    final class Shown extends MainSocket
    {
        public function timer(): mixed
        {
            return $this->timerId;
        }
    }

    Setup::endAfter(20);
    Workerman\Worker::$globalEvent = new class {
        public function __call(string $name, array $arguments): void
        {
        }
    };
    $gateway = FakeGateway::start([[GatewayFrames::registered()]]);
    $handler = new class implements EventInterface {
        public function onOpen(ConnOpen $connOpen): void
        {
        }

        public function onMessage(Transfer $transfer): void
        {
        }

        public function onClose(ConnClose $connClose): void
        {
        }
    };
    $socket = new Socket('', new ArrayLogger(), $gateway->addr(), 5, 5);
    $main = new Shown('', new ArrayLogger(), $handler, $socket, 'beat', Event::OnMessage, 1, 1000);
    var_dump($main->connect(), $main->register());
    $main->loopHeartbeat();
    var_dump($main->timer());
    $main->close();
    $gateway->stop();
}
?>
--EXPECT--
bool(true)
bool(true)
bool(false)
