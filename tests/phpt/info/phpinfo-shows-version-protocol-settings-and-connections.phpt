--TEST--
phpinfo() shows the version, the protocol, the settings and the open connections
--INI--
netsvr.send_packet_limit=1M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

function shown(): void
{
    ob_start();
    phpinfo(INFO_MODULES);
    preg_match_all('~^(netsvr.*|version|protocol|functions|open conn.*) => .*$~m', ob_get_clean(), $lines);
    echo implode("\n", preg_replace('~\d+\.\d+\.\d+~', 'X.Y.Z', preg_grep('~netsvr|protocol => v4|^version => 0|open|^functions~', $lines[0]))), "\n";
}

Setup::endAfter(30);
shown();
$gateways = [DevGate::start(), DevGate::start()];
Setup::netBus(...$gateways);
NetBus::broadcast('hello');
echo "-- connected\n";
shown();
Container::getInstance()->get(TaskSocketMangerInterface::class)->close();
echo "-- closed\n";
shown();
foreach ($gateways as $gateway) {
    $gateway->stop();
}
?>
--EXPECT--
netsvr support => enabled
version => X.Y.Z
protocol => v4 (gateway 5.x)
functions => registered
open connections of this process => 0
netsvr.functions => 1 => 1
netsvr.max_packet_size => 256M => 256M
netsvr.on_send_failure => log => log
netsvr.send_packet_limit => 1M => 1M
-- connected
netsvr support => enabled
version => X.Y.Z
protocol => v4 (gateway 5.x)
functions => registered
open connections of this process => 2
netsvr.functions => 1 => 1
netsvr.max_packet_size => 256M => 256M
netsvr.on_send_failure => log => log
netsvr.send_packet_limit => 1M => 1M
-- closed
netsvr support => enabled
version => X.Y.Z
protocol => v4 (gateway 5.x)
functions => registered
open connections of this process => 0
netsvr.functions => 1 => 1
netsvr.max_packet_size => 256M => 256M
netsvr.on_send_failure => log => log
netsvr.send_packet_limit => 1M => 1M
