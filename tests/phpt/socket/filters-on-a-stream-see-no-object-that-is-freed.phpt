--TEST--
A filter on the stream of a socket runs once more when the socket is freed, and does not get it back from a weak reference; while it is closed, the filter may connect it again
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

final class AtEnd extends php_user_filter
{
    public static ?Closure $act = null;

    public function filter($in, $out, &$consumed, bool $closing): int
    {
        if ($closing && self::$act !== null) {
            $act = self::$act;
            self::$act = null;
            $act();
        }
        return PSFS_PASS_ON;
    }
}

final class WithoutLastWords extends Socket
{
    public function __destruct()
    {
    }
}

Setup::endAfter(20);
$gateway = DevGate::start();
stream_filter_register('at.end', AtEnd::class);
$connected = function () use ($gateway): Socket {
    $socket = new WithoutLastWords('', new ArrayLogger(), $gateway->workerAddr, 5, 5);
    $socket->connect();
    stream_filter_append($socket->getSocket(), 'at.end', STREAM_FILTER_WRITE);
    return $socket;
};

$socket = $connected();
$weak = WeakReference::create($socket);
$map = new WeakMap();
$map[$socket] = 'known';
AtEnd::$act = static function () use ($weak, $map): void {
    echo 'freed: ', get_debug_type($weak->get()), ', ', count($map), "\n";
};
unset($socket);

$socket = $connected();
AtEnd::$act = static function () use ($socket): void {
    echo $socket->connect() ? "connected again\n" : "not connected\n";
};
$socket->close();
var_dump($socket->isConnected(), $socket->send(pack('N', Netsvr\Cmd::TopicCount)), strlen($socket->receive()) > 0);
--EXPECT--
freed: null, 0
connected again
bool(true)
bool(true)
bool(true)
