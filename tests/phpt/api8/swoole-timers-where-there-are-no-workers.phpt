--TEST--
API 8: Swoole's timer sends the heartbeats of task sockets where Swoole is there, and no worker of Workerman's
--INI--
netsvr.api=8
--SKIPIF--
<?php
if (extension_loaded('swoole')) {
    die('skip the stand-in takes the names of the extension');
}
?>
--FILE--
<?php
namespace Swoole {
    final class Timer
    {
        public static array $ticks = [];

        public static function tick(int $milliseconds, callable $callback): int
        {
            echo "tick $milliseconds\n";
            self::$ticks[7] = $callback;
            return 7;
        }

        public static function clear(int $id): bool
        {
            echo "clear $id\n";
            unset(self::$ticks[$id]);
            return true;
        }
    }
}

namespace {
    require __DIR__ . '/../../support/autoload.php';

    use NetsvrBusiness\TaskSocket;
    use NetsvrTests\Support\ArrayLogger;
    use NetsvrTests\Support\FakeGateway;
    use NetsvrTests\Support\GatewayFrames;
    use NetsvrTests\Support\Setup;
    use Swoole\Timer;

    Setup::endAfter(20);
    $gateway = FakeGateway::start([[]]);
    $socket = new TaskSocket('task', new ArrayLogger(), $gateway->addr(), 1, 1, 100, '~6YOt5rW35piO~', 1500);
    $socket->send(pack('N', NetsvrProtocol\Cmd::Broadcast));
    (Timer::$ticks[7])(7);
    $socket->close();
    GatewayFrames::print($gateway->frames(2));
}
?>
--EXPECT--
tick 1500
clear 7
  connection 0 sent Broadcast, heartbeat
