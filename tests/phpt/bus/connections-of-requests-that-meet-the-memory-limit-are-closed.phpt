--TEST--
Two gateways, one of which closes: where its log line meets the memory limit, no connection of the other is left behind
--SKIPIF--
<?php
is_dir('/proc/self/fd') || die('skip the descriptors of a process are not to be had');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;
use function NetsvrTests\Support\requirePsr;

const MEBIBYTE = 1 << 20;
const REQUESTS = 12;
// so many of the lasting gateway's stay, parked
const PARKED = 4;

requirePsr();
if (PHP_SAPI === 'cli-server') {
    $manager = new TaskSocketManger();
    $prefix = str_repeat('x', 6 * MEBIBYTE);
    foreach ($_GET['gateways'] as $address) {
        $manager->addSocket(new TaskSocket($prefix, new Psr\Log\NullLogger(), $address, 5, 5, 100));
    }
    foreach ($manager->getSockets() as $socket) {
        $socket->connect();
    }
    Setup::bind($manager);
    ini_set('memory_limit', (string)(memory_get_usage(true) + 4 * MEBIBYTE));
    NetBus::uniqIdCount();
    echo 'there is room for it';
    return;
}

Setup::endAfter(60);
$lasting = FakeGateway::start([array_fill(0, REQUESTS, Faults::count(1))]);
$closing = FakeGateway::start([[Faults::count(1)->truncated(2)->thenClose()]]);
$server = new PhpServer(__FILE__);
$query = '/?' . http_build_query(['gateways' => [$lasting->addr(), $closing->addr()]]);
$open = [];
for ($request = 0; $request < REQUESTS; $request++) {
    $answer = $server->get($query);
    str_contains($answer, 'Allowed memory size of') || print("request $request: $answer\n");
    $open[] = $server->descriptors();
}
echo max($open) - $open[0] < PARKED + 3 ? 'flat' : 'open descriptors: ' . implode(' ', $open), "\n";
$server->stop();
$lasting->stop();
$closing->stop();
?>
--EXPECT--
flat
