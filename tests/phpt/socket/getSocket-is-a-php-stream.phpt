--TEST--
Socket::getSocket() is a PHP stream: select, write, read, names, and dead after close()
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$gateway = DevGate::start();
$socket = new Socket('Socket#1', new ArrayLogger(), $gateway->workerAddr, 5, 5);
$socket->connect();
$stream = $socket->getSocket();
$doesNotBlock = static function (string $descriptor): bool {
    preg_match('~^flags:\s*(\d+)~m', (string)@file_get_contents("/proc/self/fdinfo/$descriptor"), $found);
    return ((int)octdec($found[1] ?? '0') & 04000) !== 0;
};
$isSocket = static fn(string $descriptor): bool => str_starts_with((string)@readlink("/proc/self/fd/$descriptor"), 'socket:');
$sockets = array_filter(scandir('/proc/self/fd'), $isSocket);
var_dump($sockets !== [], array_filter($sockets, $doesNotBlock) === []);
var_dump(is_resource($stream), get_resource_type($stream), $socket->getSocket() === $stream);
var_dump(stream_socket_get_name($stream, true) === $gateway->workerAddr);
var_dump(str_starts_with(stream_socket_get_name($stream, false), '127.0.0.1:'));
var_dump(stream_get_meta_data($stream)['timed_out'], feof($stream));

$isReadable = function (int $seconds) use ($stream): int {
    $read = [$stream];
    $none = null;
    return stream_select($read, $none, $none, $seconds);
};
var_dump($isReadable(0));
var_dump(fwrite($stream, Frames::pack(Cmd::UniqIdCount)));
var_dump($isReadable(5));
$frame = fread($stream, 8192);
var_dump(Frames::cmd($frame) === Cmd::UniqIdCount, bin2hex(Frames::body($frame)));

var_dump(stream_set_blocking($stream, false), fread($stream, 8192));
stream_set_blocking($stream, true);
var_dump($socket->send(pack('N', Cmd::TopicCount)), Frames::cmd(fread($stream, 8192)) === Cmd::TopicCount);

$socket->close();
var_dump(is_resource($stream), $socket->getSocket());
try {
    fwrite($stream, 'x');
} catch (TypeError $error) {
    // what it says differs between versions of PHP
    echo 'TypeError of ', strstr($error->getMessage(), ':', true), "\n";
}
--EXPECT--
bool(true)
bool(true)
bool(true)
string(6) "stream"
bool(true)
bool(true)
bool(true)
bool(false)
bool(false)
int(0)
int(8)
int(1)
bool(true)
string(0) ""
bool(true)
string(0) ""
bool(true)
bool(true)
bool(false)
NULL
TypeError of fwrite()
