--TEST--
close() closes and parks nothing; connect() dials although a connection is parked
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Stats;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$broadcast = pack('N', Faults::BROADCAST) . 'x';
$gateway = FakeGateway::start();
$logger = new ArrayLogger();
$state = function (string $title) use ($gateway, $logger): void {
    $stats = Stats::get()[0];
    $log = str_replace($gateway->addr(), 'the gateway', implode(' ', $logger->take()));
    echo "$title: $stats[dials] dials, $stats[openConnections] open, $stats[parkedConnections] parked. $log\n";
};

$socket = Setup::taskSocket($gateway->addr(), $logger);
$socket->send($broadcast);
$state('used');
$socket->close();
$state('closed');
unset($socket);
$state('gone');

$socket = Setup::taskSocket($gateway->addr(), $logger);
$socket->send($broadcast);
unset($socket);
$state('another, used and gone');

$socket = Setup::taskSocket($gateway->addr(), $logger);
var_dump($socket->connect());
$state('connect()');
var_dump($socket->connect());
$state('connect() again');
unset($socket);
$state('gone');

// The destructor called by hand parks, and the socket goes on with what is parked.
$socket = Setup::taskSocket($gateway->addr(), $logger);
$socket->send($broadcast);
$socket->__destruct();
var_dump($socket->isConnected());
$state('destructed');
var_dump($socket->send($broadcast), $socket->isConnected());
$state('used again');

// A Socket used by hand is no task socket.
$plain = new NetsvrBusiness\Socket('', $logger, $gateway->addr(), 5, 5);
$plain->connect();
unset($plain);
$state('a Socket');
?>
--EXPECT--
used: 1 dials, 1 open, 0 parked. info test connect to the gateway ok.
closed: 1 dials, 0 open, 0 parked. info test close connection the gateway ok.
gone: 1 dials, 0 open, 0 parked. 
another, used and gone: 2 dials, 1 open, 1 parked. info test connect to the gateway ok.
bool(true)
connect(): 3 dials, 2 open, 1 parked. info test connect to the gateway ok.
bool(true)
connect() again: 4 dials, 2 open, 1 parked. info test close connection the gateway ok. info test connect to the gateway ok.
gone: 4 dials, 2 open, 2 parked. 
bool(false)
destructed: 4 dials, 2 open, 2 parked. 
bool(true)
bool(true)
used again: 4 dials, 2 open, 1 parked. 
a Socket: 5 dials, 2 open, 1 parked. info connect to the gateway ok. info close connection the gateway ok.
