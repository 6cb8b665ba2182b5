--TEST--
$this->socket, $receiveBuffer and $lastUseTime: child classes read them, redeclare them, and may put a stream of their own there
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\Setup;
use Psr\Log\LoggerInterface;

final class Shown extends TaskSocket
{
    protected string $logPrefix = '';
    protected mixed $socket = null;
    protected bool $connected = false;
    protected string $receiveBuffer = '';
    protected int $maxIdleTime;
    protected int $lastUseTime = 0;

    public function __construct(string $logPrefix, protected LoggerInterface $logger, string $workerAddr)
    {
        parent::__construct($logPrefix, $logger, $workerAddr, 2, 2, 100);
    }

    public function see(): string
    {
        $used = $this->lastUseTime === 0 ? 'never' : (abs(time() - $this->lastUseTime) < 5 ? 'now' : 'long ago');
        return get_debug_type($this->socket) . ", $used, " . bin2hex($this->receiveBuffer) . ', ' . json_encode($this->connected);
    }

    public function setBuffer(string $bytes): void
    {
        $this->receiveBuffer = $bytes;
    }

    public function setUsed(int $time): void
    {
        $this->lastUseTime = $time;
    }

    public function letGo(): void
    {
        fclose($this->socket);
        $this->socket = null;
    }

    public function withoutSocket(): void
    {
        unset($this->socket);
    }

    public function &reference(): string
    {
        return $this->receiveBuffer;
    }
}

final class DialsItself extends TaskSocket
{
    public function connect(): bool
    {
        $stream = stream_socket_client("tcp://$this->workerAddr");
        stream_set_timeout($stream, 1);
        stream_filter_append($stream, 'string.rot13');
        $this->close();
        $this->socket = $stream;
        $this->connected = true;
        $this->receiveBuffer = '';
        $this->lastUseTime = time();
        return true;
    }
}

Setup::endAfter(30);
$gateway = stream_socket_server('tcp://127.0.0.1:0');
$address = stream_socket_get_name($gateway, false);

echo "reading\n";
$logger = new ArrayLogger();
$socket = new Shown('', $logger, $address);
var_dump($socket->see(), $socket->connect(), $socket->see());
$accepted = stream_socket_accept($gateway, 5);
var_dump($socket->send('x'));
fwrite($accepted, pack('N', 1) . 'a' . 'rest');
usleep(10_000);
var_dump($socket->receive(), $socket->see());
$copy = (array)$socket;
var_dump(count($copy), get_debug_type($copy["\0*\0socket"]));

echo "writing\n";
$socket->setBuffer(pack('N', 3) . 'set');
var_dump($socket->receive());
$reference = &$socket->reference();
$reference .= pack('N', 4) . 'refe';
var_dump($socket->receive(), $reference);
$reference = pack('N', 1) . 'r' . 'left';
var_dump($socket->receive(), $reference);
unset($reference);
$socket->setBuffer('');
$socket->setUsed(time() - 1000);
var_dump($socket->send('y'));
$again = stream_socket_accept($gateway, 5);
var_dump(bin2hex(fread($again, 100)), $socket->see());
$socket->letGo();
stream_set_timeout($again, 5);
var_dump(fread($again, 100), feof($again), $socket->receive());

echo "hostile\n";
$socket->connect();
$socket->withoutSocket();
try {
    var_dump($socket->send('z'), $socket->receive());
    $socket->see();
} catch (Error $error) {
    echo get_class($error), ': ', $error->getMessage(), "\n";
}
$native = new Socket('', $logger, $address, 1, 1);
$native->connect();
$property = new ReflectionProperty(Socket::class, 'socket');
$property->setValue($native, 'no stream');
var_dump($native->send('x'), $native->isConnected(), $native->receive());
var_dump($property->getValue($native), $native->connect(), get_debug_type($property->getValue($native)));
$property->setValue($native, $native);
var_dump($native->send('x'), $property->getValue($native));

echo "dialling itself\n";
fclose($gateway);
$gateway = stream_socket_server('tcp://127.0.0.1:0');
$child = new DialsItself('', $logger, stream_socket_get_name($gateway, false), 1, 1, 100);
var_dump($child->send('hello'));
$accepted = stream_socket_accept($gateway, 5);
var_dump(substr(fread($accepted, 100), 4));
fwrite($accepted, pack('N', 3) . 'nop');
var_dump($child->receive(), $child->isConnected());
fclose($accepted);
var_dump($child->receive(), $child->isConnected());
?>
--EXPECT--
reading
string(20) "null, never, , false"
bool(true)
string(30) "resource (stream), now, , true"
bool(true)
string(1) "a"
string(38) "resource (stream), now, 72657374, true"
int(10)
string(17) "resource (stream)"
writing
string(3) "set"
string(4) "refe"
string(0) ""
string(1) "r"
string(4) "left"
bool(true)
string(10) "0000000179"
string(30) "resource (stream), now, , true"
string(0) ""
bool(true)
bool(false)
hostile
bool(true)
bool(false)
Error: Typed property Shown::$socket must not be accessed before initialization
bool(false)
bool(false)
bool(false)
NULL
bool(true)
string(17) "resource (stream)"
bool(false)
NULL
dialling itself
bool(true)
string(5) "uryyb"
string(3) "abc"
bool(true)
bool(false)
bool(false)