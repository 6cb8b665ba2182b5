--TEST--
addSocket() refuses a worker address that is not host:port, and shows it; host names are looked up
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\RecordingTaskSocket;

class OwnAddress extends TaskSocket
{
    public function getWorkerAddr(): string
    {
        return 'own ' . parent::getWorkerAddr();
    }
}

$logger = new ArrayLogger();
$events = new class implements EventInterface {
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
$main = fn(string $addr) => new MainSocket(
    '',
    $logger,
    $events,
    new Socket('', $logger, $addr, 5, 5),
    'beat',
    Event::OnMessage,
    1,
    45_000
);
$sockets = [
    'TaskSocketManger' => fn(string $addr) => new TaskSocket('', $logger, $addr, 5, 5, 117),
    'TaskSocketManger, written by the user' => fn(string $addr) => new RecordingTaskSocket($addr),
    'TaskSocketManger, a child class' => fn(string $addr) => new OwnAddress('', $logger, $addr, 5, 5, 117),
    'MainSocketManager' => $main,
];
$addresses = [
    '127.0.0.1:6061', 'localhost:06061', '', '127.0.0.1', ':6061', '127.0.0.1:', '127.0.0.1:0', '127.0.0.1:70000',
    'tcp://127.0.0.1:6061', '127.0.0.1:6061/netsvr', ' 127.0.0.1:6061', "127.0.0.1:6061\n",
    '10.0.0.1:6061,10.0.0.2:6061', '10.0.0.1:6061 10.0.0.2:6061', '[::1]:6061', '::1:6061', "127.0.0.1\0:6061",
    "\xff:6061", str_repeat('x', 1000),
];
foreach ($sockets as $name => $make) {
    echo "$name\n";
    $refused = [];
    foreach ($addresses as $addr) {
        $manager = $name === 'MainSocketManager' ? new MainSocketManager() : new TaskSocketManger();
        try {
            $manager->addSocket($make($addr));
            echo '  added', $manager instanceof TaskSocketManger ? ' ' . key($manager->getSockets()) : '', "\n";
        } catch (ValueError $error) {
            $refused[] = $error->getMessage();
            if ($manager instanceof TaskSocketManger && $manager->count() !== 0) {
                echo "  AND ADDED\n";
            }
        }
    }
    $form = '/^(.*)::addSocket\(\): Argument #1 \(\$socket\) has the worker address "(.*)", which is not host:port '
        . '\(a name or an IPv4 address, and a port from 1 to 65535\)$/';
    foreach ($refused as $number => $message) {
        $short = preg_replace($form, '$1 $2', $message);
        echo '  ', $number === 0 ? $message : str_replace(str_repeat('x', 120), '120 x ', $short), "\n";
    }
}

// right in its form, and no host: a label of 64 characters is in no name system, so nobody is asked
$host = str_repeat('a', 64) . '.invalid';
try {
    (new TaskSocketManger())->addSocket(new RecordingTaskSocket("$host:6061"));
} catch (RuntimeException $exception) {
    echo str_replace($host, 'HOST', $exception->getMessage()), "\n";
}
// the function goes on as the package's: it is asked about parts, too
echo NetsvrBusiness\workerAddrConvertToHex('127.0.0.1'), "\n";
?>
--EXPECT--
TaskSocketManger
  added 7f00000117ad
  added 7f00000117ad
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): it is empty: is the setting or environment variable that it comes from set?
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address ":6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the host is missing
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:0", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:70000", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "tcp://127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the scheme before it, and a path behind it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:6061/netsvr", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the path behind the port: only websocket addresses have one
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address " 127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the blanks and line ends around it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:6061\n", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the blanks and line ends around it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "10.0.0.1:6061,10.0.0.2:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "10.0.0.1:6061 10.0.0.2:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "[::1]:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): IPv6 is not supported, because a uniqId has room for an IPv4 address only
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "::1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): IPv6 is not supported, because a uniqId has room for an IPv4 address only
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1\u{0}:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "�:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "120 x xxxxxxxx", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
TaskSocketManger, written by the user
  added 7f00000117ad
  added 7f00000117ad
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): it is empty: is the setting or environment variable that it comes from set?
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address ":6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the host is missing
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:0", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:70000", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "tcp://127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the scheme before it, and a path behind it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:6061/netsvr", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the path behind the port: only websocket addresses have one
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address " 127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the blanks and line ends around it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:6061\n", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the blanks and line ends around it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "10.0.0.1:6061,10.0.0.2:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "10.0.0.1:6061 10.0.0.2:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "[::1]:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): IPv6 is not supported, because a uniqId has room for an IPv4 address only
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "::1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): IPv6 is not supported, because a uniqId has room for an IPv4 address only
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1\u{0}:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "�:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "120 x xxxxxxxx", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
TaskSocketManger, a child class
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own localhost:06061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own ", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the blanks and line ends around it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own :6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1:", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1:0", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1:70000", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own tcp://127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the scheme before it, and a path behind it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1:6061/netsvr", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own  127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1:6061\n", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the blanks and line ends around it
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 10.0.0.1:6061,10.0.0.2:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 10.0.0.1:6061 10.0.0.2:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own [::1]:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own ::1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1\u{0}:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own �:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 120 x xxxx", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
MainSocketManager
  added
  added
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): it is empty: is the setting or environment variable that it comes from set?
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address ":6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the host is missing
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:0", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:70000", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "tcp://127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the scheme before it, and a path behind it
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:6061/netsvr", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the path behind the port: only websocket addresses have one
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address " 127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the blanks and line ends around it
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1:6061\n", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): leave out the blanks and line ends around it
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "10.0.0.1:6061,10.0.0.2:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "10.0.0.1:6061 10.0.0.2:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): give one address to each socket, and add a socket for each gateway
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "[::1]:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): IPv6 is not supported, because a uniqId has room for an IPv4 address only
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "::1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): IPv6 is not supported, because a uniqId has room for an IPv4 address only
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "127.0.0.1\u{0}:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "�:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): correct the port: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "120 x xxxxxxxx", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535): the port is missing: it is that of ListenAddress under [Worker] in the gateway's netsvr.toml
gethostbyname failed: HOST
no IPv4 address was found for the host of the worker address HOST:6061: check its spelling, and the DNS and /etc/hosts of this machine (in a container, those of the container)
7f0000010000
