--TEST--
Gateways that have names: calls and routing, whatever netsvr.dns_ttl; a forked child looks up by itself
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
$threads = static fn(): int => count(preg_grep('/^netsvr-names$/m', array_map(file_get_contents(...), glob('/proc/' . getmypid() . '/task/*/comm'))));
$gateways = [DevGate::start(), DevGate::start()];
[$ann, $bob] = [$gateways[0]->client(), $gateways[1]->client()];
$names = array_map(static fn(DevGate $gateway): string => str_replace('127.0.0.1', 'localhost', $gateway->workerAddr), $gateways);
$call = static function () use ($ann, $bob): string {
    NetBus::singleCast($ann->uniqId, 'to ann');
    NetBus::singleCast($bob->uniqId, 'to bob');
    $online = NetBus::checkOnline([$ann->uniqId, $bob->uniqId]);
    return implode(', ', [$ann->receive(5), $bob->receive(5), $online === [$ann->uniqId, $bob->uniqId] ? 'both online' : 'MISSING']);
};
echo 'threads before: ', $threads(), "\n";
foreach (['30', '0'] as $ttl) {
    ini_set('netsvr.dns_ttl', $ttl);
    Setup::netBusAt($names);
    echo "dns_ttl $ttl: ", $call(), "\n";
    $keys = array_keys(Container::getInstance()->get(TaskSocketMangerInterface::class)->getSockets());
    var_dump($keys === array_map(static fn($client): string => substr($client->uniqId, 0, 12), [$ann, $bob]));
}
echo 'threads: ', $threads(), "\n";
$pid = pcntl_fork();
if ($pid === 0) {
    echo 'threads in the child: ', $threads(), "\n";
    echo 'child: ', $call(), "\n";
    echo 'threads in the child: ', $threads(), "\n";
    exit(0);
}
pcntl_waitpid($pid, $status);
echo 'parent: ', $call(), "\n";
foreach ($gateways as $gateway) {
    $gateway->stop();
}
?>
--EXPECT--
threads before: 0
dns_ttl 30: to ann, to bob, both online
bool(true)
dns_ttl 0: to ann, to bob, both online
bool(true)
threads: 1
threads in the child: 0
child: to ann, to bob, both online
threads in the child: 1
parent: to ann, to bob, both online
