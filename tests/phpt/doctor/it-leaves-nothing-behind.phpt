--TEST--
Doctor::examine() changes nothing at the gateway, and nothing in the process
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrBusiness\Doctor;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);

// What it asks: nothing that changes anything, and questions without a body.
$asked = FakeGateway::start();
Doctor::examine($asked->addr());
$names = array_flip((new ReflectionClass(Cmd::class))->getConstants());
$commands = [];
foreach ($asked->frames() as ['cmd' => $cmd, 'body' => $body]) {
    $commands[] = isset($names[$cmd]) ? "$names[$cmd] with " . strlen($body) . ' bytes' : 'heartbeat';
}
sort($commands);
echo implode("\n", array_unique($commands)), "\n";

$gateway = DevGate::start('--limit-on-open', '7');
$client = $gateway->client();
$descriptors = count(scandir('/proc/self/fd'));
for ($i = 0; $i < 20; $i++) {
    Doctor::examine($gateway->workerAddr, websocketUrl: $gateway->url);
}
echo count(scandir('/proc/self/fd')) - $descriptors, " descriptors more\n";
echo json_encode(Stats::get()), "\n";

// A gateway that is down is in no backoff because of it.
$gateway->kill();
echo Doctor::examine($gateway->workerAddr)['port'], "\n";
$gateway->restart();
$logger = Setup::netBus($gateway);
echo json_encode(array_column(NetBus::limit(), 'onOpen')), ' ', json_encode(array_column(NetBus::uniqIdCount(), 'count')), "\n";
echo preg_grep('~^info~', $logger->take(), PREG_GREP_INVERT) === [] ? 'no error' : 'errors', "\n";
?>
--EXPECT--
Limit with 0 bytes
UniqIdCount with 0 bytes
Unregister with 0 bytes
heartbeat
0 descriptors more
[]
closed
[7] [0]
no error
