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
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535)
  NetsvrBusiness\TaskSocketManger 127.0.0.1
  NetsvrBusiness\TaskSocketManger :6061
  NetsvrBusiness\TaskSocketManger 127.0.0.1:
  NetsvrBusiness\TaskSocketManger 127.0.0.1:0
  NetsvrBusiness\TaskSocketManger 127.0.0.1:70000
  NetsvrBusiness\TaskSocketManger tcp://127.0.0.1:6061
  NetsvrBusiness\TaskSocketManger 127.0.0.1:6061/netsvr
  NetsvrBusiness\TaskSocketManger  127.0.0.1:6061
  NetsvrBusiness\TaskSocketManger 127.0.0.1:6061\n
  NetsvrBusiness\TaskSocketManger 10.0.0.1:6061,10.0.0.2:6061
  NetsvrBusiness\TaskSocketManger 10.0.0.1:6061 10.0.0.2:6061
  NetsvrBusiness\TaskSocketManger [::1]:6061
  NetsvrBusiness\TaskSocketManger ::1:6061
  NetsvrBusiness\TaskSocketManger 127.0.0.1\u{0}:6061
  NetsvrBusiness\TaskSocketManger �:6061
  NetsvrBusiness\TaskSocketManger 120 x xxxxxxxx
TaskSocketManger, written by the user
  added 7f00000117ad
  added 7f00000117ad
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535)
  NetsvrBusiness\TaskSocketManger 127.0.0.1
  NetsvrBusiness\TaskSocketManger :6061
  NetsvrBusiness\TaskSocketManger 127.0.0.1:
  NetsvrBusiness\TaskSocketManger 127.0.0.1:0
  NetsvrBusiness\TaskSocketManger 127.0.0.1:70000
  NetsvrBusiness\TaskSocketManger tcp://127.0.0.1:6061
  NetsvrBusiness\TaskSocketManger 127.0.0.1:6061/netsvr
  NetsvrBusiness\TaskSocketManger  127.0.0.1:6061
  NetsvrBusiness\TaskSocketManger 127.0.0.1:6061\n
  NetsvrBusiness\TaskSocketManger 10.0.0.1:6061,10.0.0.2:6061
  NetsvrBusiness\TaskSocketManger 10.0.0.1:6061 10.0.0.2:6061
  NetsvrBusiness\TaskSocketManger [::1]:6061
  NetsvrBusiness\TaskSocketManger ::1:6061
  NetsvrBusiness\TaskSocketManger 127.0.0.1\u{0}:6061
  NetsvrBusiness\TaskSocketManger �:6061
  NetsvrBusiness\TaskSocketManger 120 x xxxxxxxx
TaskSocketManger, a child class
  NetsvrBusiness\TaskSocketManger::addSocket(): Argument #1 ($socket) has the worker address "own 127.0.0.1:6061", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535)
  NetsvrBusiness\TaskSocketManger own localhost:06061
  NetsvrBusiness\TaskSocketManger own 
  NetsvrBusiness\TaskSocketManger own 127.0.0.1
  NetsvrBusiness\TaskSocketManger own :6061
  NetsvrBusiness\TaskSocketManger own 127.0.0.1:
  NetsvrBusiness\TaskSocketManger own 127.0.0.1:0
  NetsvrBusiness\TaskSocketManger own 127.0.0.1:70000
  NetsvrBusiness\TaskSocketManger own tcp://127.0.0.1:6061
  NetsvrBusiness\TaskSocketManger own 127.0.0.1:6061/netsvr
  NetsvrBusiness\TaskSocketManger own  127.0.0.1:6061
  NetsvrBusiness\TaskSocketManger own 127.0.0.1:6061\n
  NetsvrBusiness\TaskSocketManger own 10.0.0.1:6061,10.0.0.2:6061
  NetsvrBusiness\TaskSocketManger own 10.0.0.1:6061 10.0.0.2:6061
  NetsvrBusiness\TaskSocketManger own [::1]:6061
  NetsvrBusiness\TaskSocketManger own ::1:6061
  NetsvrBusiness\TaskSocketManger own 127.0.0.1\u{0}:6061
  NetsvrBusiness\TaskSocketManger own �:6061
  NetsvrBusiness\TaskSocketManger own 120 x xxxx
MainSocketManager
  added
  added
  NetsvrBusiness\MainSocketManager::addSocket(): Argument #1 ($socket) has the worker address "", which is not host:port (a name or an IPv4 address, and a port from 1 to 65535)
  NetsvrBusiness\MainSocketManager 127.0.0.1
  NetsvrBusiness\MainSocketManager :6061
  NetsvrBusiness\MainSocketManager 127.0.0.1:
  NetsvrBusiness\MainSocketManager 127.0.0.1:0
  NetsvrBusiness\MainSocketManager 127.0.0.1:70000
  NetsvrBusiness\MainSocketManager tcp://127.0.0.1:6061
  NetsvrBusiness\MainSocketManager 127.0.0.1:6061/netsvr
  NetsvrBusiness\MainSocketManager  127.0.0.1:6061
  NetsvrBusiness\MainSocketManager 127.0.0.1:6061\n
  NetsvrBusiness\MainSocketManager 10.0.0.1:6061,10.0.0.2:6061
  NetsvrBusiness\MainSocketManager 10.0.0.1:6061 10.0.0.2:6061
  NetsvrBusiness\MainSocketManager [::1]:6061
  NetsvrBusiness\MainSocketManager ::1:6061
  NetsvrBusiness\MainSocketManager 127.0.0.1\u{0}:6061
  NetsvrBusiness\MainSocketManager �:6061
  NetsvrBusiness\MainSocketManager 120 x xxxxxxxx
gethostbyname failed: HOST
7f0000010000
