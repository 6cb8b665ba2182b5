--TEST--
phpinfo() shows the version, the protocol, the settings, the connections and what went over them
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
    preg_match_all('~^(netsvr.*|version|protocol|functions|open conn.*|parked conn.*|127\.0\.0\.1:.*) => .*$~m', ob_get_clean(), $lines);
    $lines = preg_grep('~netsvr|protocol => v4|^version => 0|open|parked|^functions~', $lines[0]);
    echo implode("\n", preg_replace(['~^127\.0\.0\.1:\d+~', '~\d+\.\d+\.\d+~'], ['the gateway', 'X.Y.Z'], $lines)), "\n";
}

Setup::endAfter(30);
shown();
$gateways = [DevGate::start(), DevGate::start()];
Setup::netBus(...$gateways);
NetBus::broadcast('hello');
echo "-- connected\n";
shown();
Setup::bind(new stdClass());
echo "-- parked\n";
shown();
Setup::netBus(...$gateways);
NetBus::uniqIdCount();
Container::getInstance()->get(TaskSocketMangerInterface::class)->close();
echo "-- used again and closed\n";
shown();
foreach ($gateways as $gateway) {
    $gateway->stop();
}
?>
--EXPECT--
netsvr support => enabled
version => X.Y.Z
protocol => v4 (gateway 5.x)
functions => declared at the first use of a class
open connections of this process => 0
parked connections among them => 0
netsvr.api => 4 => 4
netsvr.backoff_base_ms => 100 => 100
netsvr.backoff_max_ms => 3000 => 3000
netsvr.coalesce => 0 => 0
netsvr.confirm => off => off
netsvr.coroutine => auto => auto
netsvr.dns_ttl => 30 => 30
netsvr.functions => auto => auto
netsvr.gateway => 5 => 5
netsvr.handler_max_ms => 0 => 0
netsvr.log_level => off => off
netsvr.max_packet_size => 64M => 64M
netsvr.max_receive_buffer => 16M => 16M
netsvr.max_send_buffer => 16M => 16M
netsvr.on_query_failure => throw => throw
netsvr.on_send_failure => log => log
netsvr.persistent => 1 => 1
netsvr.pool_size => 8 => 8
netsvr.pool_wait_ms => 1000 => 1000
netsvr.reload_grace_ms => 600 => 600
netsvr.send_packet_limit => 1M => 1M
netsvr.shared => 1 => 1
netsvr.start => any => any
netsvr.task_addrs => +1 => +1
netsvr.text_check => off => off
netsvr.timeout_backoff_ms => 10000 => 10000
-- connected
netsvr support => enabled
version => X.Y.Z
protocol => v4 (gateway 5.x)
functions => declared at the first use of a class
open connections of this process => 2
parked connections among them => 0
the gateway => 1 open (0 parked), 1 dials (0 failed, 0 reconnects), 0 taken from parked, 0 requests, 0 failed exchanges, sent 1 frames (15 bytes), received 0 frames (0 bytes), 0 dropped for unknown gateway, 0 messages failed, 0 frames unconfirmed
the gateway => 1 open (0 parked), 1 dials (0 failed, 0 reconnects), 0 taken from parked, 0 requests, 0 failed exchanges, sent 1 frames (15 bytes), received 0 frames (0 bytes), 0 dropped for unknown gateway, 0 messages failed, 0 frames unconfirmed
netsvr.api => 4 => 4
netsvr.backoff_base_ms => 100 => 100
netsvr.backoff_max_ms => 3000 => 3000
netsvr.coalesce => 0 => 0
netsvr.confirm => off => off
netsvr.coroutine => auto => auto
netsvr.dns_ttl => 30 => 30
netsvr.functions => auto => auto
netsvr.gateway => 5 => 5
netsvr.handler_max_ms => 0 => 0
netsvr.log_level => off => off
netsvr.max_packet_size => 64M => 64M
netsvr.max_receive_buffer => 16M => 16M
netsvr.max_send_buffer => 16M => 16M
netsvr.on_query_failure => throw => throw
netsvr.on_send_failure => log => log
netsvr.persistent => 1 => 1
netsvr.pool_size => 8 => 8
netsvr.pool_wait_ms => 1000 => 1000
netsvr.reload_grace_ms => 600 => 600
netsvr.send_packet_limit => 1M => 1M
netsvr.shared => 1 => 1
netsvr.start => any => any
netsvr.task_addrs => +1 => +1
netsvr.text_check => off => off
netsvr.timeout_backoff_ms => 10000 => 10000
-- parked
netsvr support => enabled
version => X.Y.Z
protocol => v4 (gateway 5.x)
functions => declared at the first use of a class
open connections of this process => 2
parked connections among them => 2
the gateway => 1 open (1 parked), 1 dials (0 failed, 0 reconnects), 0 taken from parked, 0 requests, 0 failed exchanges, sent 1 frames (15 bytes), received 0 frames (0 bytes), 0 dropped for unknown gateway, 0 messages failed, 0 frames unconfirmed
the gateway => 1 open (1 parked), 1 dials (0 failed, 0 reconnects), 0 taken from parked, 0 requests, 0 failed exchanges, sent 1 frames (15 bytes), received 0 frames (0 bytes), 0 dropped for unknown gateway, 0 messages failed, 0 frames unconfirmed
netsvr.api => 4 => 4
netsvr.backoff_base_ms => 100 => 100
netsvr.backoff_max_ms => 3000 => 3000
netsvr.coalesce => 0 => 0
netsvr.confirm => off => off
netsvr.coroutine => auto => auto
netsvr.dns_ttl => 30 => 30
netsvr.functions => auto => auto
netsvr.gateway => 5 => 5
netsvr.handler_max_ms => 0 => 0
netsvr.log_level => off => off
netsvr.max_packet_size => 64M => 64M
netsvr.max_receive_buffer => 16M => 16M
netsvr.max_send_buffer => 16M => 16M
netsvr.on_query_failure => throw => throw
netsvr.on_send_failure => log => log
netsvr.persistent => 1 => 1
netsvr.pool_size => 8 => 8
netsvr.pool_wait_ms => 1000 => 1000
netsvr.reload_grace_ms => 600 => 600
netsvr.send_packet_limit => 1M => 1M
netsvr.shared => 1 => 1
netsvr.start => any => any
netsvr.task_addrs => +1 => +1
netsvr.text_check => off => off
netsvr.timeout_backoff_ms => 10000 => 10000
-- used again and closed
netsvr support => enabled
version => X.Y.Z
protocol => v4 (gateway 5.x)
functions => declared at the first use of a class
open connections of this process => 0
parked connections among them => 0
the gateway => 0 open (0 parked), 1 dials (0 failed, 0 reconnects), 1 taken from parked, 1 requests, 0 failed exchanges, sent 2 frames (23 bytes), received 1 frames (8 bytes), 0 dropped for unknown gateway, 0 messages failed, 0 frames unconfirmed
the gateway => 0 open (0 parked), 1 dials (0 failed, 0 reconnects), 1 taken from parked, 1 requests, 0 failed exchanges, sent 2 frames (23 bytes), received 1 frames (8 bytes), 0 dropped for unknown gateway, 0 messages failed, 0 frames unconfirmed
netsvr.api => 4 => 4
netsvr.backoff_base_ms => 100 => 100
netsvr.backoff_max_ms => 3000 => 3000
netsvr.coalesce => 0 => 0
netsvr.confirm => off => off
netsvr.coroutine => auto => auto
netsvr.dns_ttl => 30 => 30
netsvr.functions => auto => auto
netsvr.gateway => 5 => 5
netsvr.handler_max_ms => 0 => 0
netsvr.log_level => off => off
netsvr.max_packet_size => 64M => 64M
netsvr.max_receive_buffer => 16M => 16M
netsvr.max_send_buffer => 16M => 16M
netsvr.on_query_failure => throw => throw
netsvr.on_send_failure => log => log
netsvr.persistent => 1 => 1
netsvr.pool_size => 8 => 8
netsvr.pool_wait_ms => 1000 => 1000
netsvr.reload_grace_ms => 600 => 600
netsvr.send_packet_limit => 1M => 1M
netsvr.shared => 1 => 1
netsvr.start => any => any
netsvr.task_addrs => +1 => +1
netsvr.text_check => off => off
netsvr.timeout_backoff_ms => 10000 => 10000
