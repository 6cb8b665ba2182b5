--TEST--
After fclose() of what getSocket() gave, nothing goes to or comes from the connection that has its number now
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\Setup;

final class ByHand extends TaskSocket
{
    public function bytes(int $length): string
    {
        return $this->_receive($length);
    }
}

Setup::endAfter(30);
$gateway = stream_socket_server('tcp://127.0.0.1:0');
$other = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($gateway, false);
$otherAddress = stream_socket_get_name($other, false);

$use = [
    'send' => fn (Socket $socket): bool => $socket->send('for the gateway'),
    'receive' => fn (Socket $socket): string|false => $socket->receive(),
    '_receive' => fn (ByHand $socket): string => $socket->bytes(4),
];
foreach ([[Socket::class, 'send'], [Socket::class, 'receive'], [ByHand::class, 'receive'], [ByHand::class, '_receive']] as [$class, $how]) {
    $logger = new ArrayLogger();
    $socket = new $class('', $logger, $address, 2, 2, 100);
    $socket->connect();
    $accepted = stream_socket_accept($gateway, 5);
    fclose($socket->getSocket());
    $stranger = stream_socket_client("tcp://$otherAddress");
    $strangerAccepted = stream_socket_accept($other, 5);
    fwrite($strangerAccepted, pack('N', 3) . 'abc');
    echo basename(strtr($class, '\\', '/')), " $how: ", var_export($socket->isConnected(), true), ' ';
    try {
        var_dump($use[$how]($socket));
    } catch (Throwable $throwable) {
        echo get_class($throwable), ': ', $throwable->getMessage(), "\n";
    }
    stream_set_blocking($strangerAccepted, false);
    var_dump(fread($strangerAccepted, 100), bin2hex(fread($stranger, 100)));
    $socket->close();
    stream_set_timeout($accepted, 5);
    var_dump(fread($accepted, 100), feof($accepted), $socket->isConnected());
    unset($socket, $accepted, $stranger, $strangerAccepted);
}

echo "a task socket connects anew\n";
$task = new TaskSocket('', new ArrayLogger(), $address, 2, 2, 100);
$task->connect();
$first = stream_socket_accept($gateway, 5);
fclose($task->getSocket());
var_dump($task->send('x'));
$second = stream_socket_accept($gateway, 5);
var_dump(fread($first, 100), bin2hex(fread($second, 100)));

echo "a handler closes it while a call waits\n";
pcntl_async_signals(true);
$socket = new Socket('', new ArrayLogger(), $address, 20, 2);
$socket->connect();
$accepted = stream_socket_accept($gateway, 5);
$stream = $socket->getSocket();
pcntl_signal(SIGALRM, function () use ($stream): void {
    fclose($stream);
});
pcntl_alarm(1);
$begin = microtime(true);
var_dump($socket->receive(), microtime(true) - $begin < 10, $socket->isConnected());
stream_set_timeout($accepted, 5);
var_dump(fread($accepted, 100), feof($accepted));

echo "what user code says of blocking does not matter\n";
foreach ([true, false] as $blocking) {
    $socket->connect();
    $accepted = stream_socket_accept($gateway, 5);
    stream_set_blocking($socket->getSocket(), $blocking);
    fwrite($accepted, pack('N', 3) . 'a');
    pcntl_signal(SIGALRM, function () use ($accepted): void {
        fwrite($accepted, 'bc');
    });
    pcntl_alarm(1);
    var_dump($socket->receive(), $socket->send('x'));
}
--EXPECT--
Socket send: true bool(false)
string(0) ""
string(14) "00000003616263"
string(0) ""
bool(true)
bool(false)
Socket receive: true bool(false)
string(0) ""
string(14) "00000003616263"
string(0) ""
bool(true)
bool(false)
ByHand receive: true bool(false)
string(0) ""
string(14) "00000003616263"
string(0) ""
bool(true)
bool(false)
ByHand _receive: true NetsvrBusiness\Exception\SocketReceiveException: the stream of the connection has been closed
string(0) ""
string(14) "00000003616263"
string(0) ""
bool(true)
bool(false)
a task socket connects anew
bool(true)
string(0) ""
string(10) "0000000178"
a handler closes it while a call waits
bool(false)
bool(true)
bool(false)
string(0) ""
bool(true)
what user code says of blocking does not matter
string(3) "abc"
bool(true)
string(3) "abc"
bool(true)
