--TEST--
netsvr.log_level: dials, parked connections, probes and pauses in PHP's error log, up to the level, and never a message
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=86400000
netsvr.backoff_max_ms=86400000
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(60);
$log = tempnam(sys_get_temp_dir(), 'netsvr');
ini_set('error_log', $log);
$show = function (string $title) use ($log, &$addr): void {
    echo "$title\n";
    foreach (file($log) as $line) {
        $line = preg_replace(['~^\[.*?\] ~', '~[\d.]+(ms|µs|s)\b~'], ['', 'N s'], $line);
        echo '  ', str_replace($addr, 'the gateway', $line);
    }
    file_put_contents($log, '');
};
$round = function (string $secret) use (&$gateway, &$addr): void {
    $gateway = FakeGateway::start([[Faults::count(1)], [Step::silence(), Step::silence(), Faults::count(1)]]);
    $addr = $gateway->addr();
    $level = ini_set('netsvr.log_level', 'off');
    Faults::prove($gateway);
    ini_set('netsvr.log_level', $level);
    for ($i = 0; $i < 2; $i++) {
        Setup::netBusAt([$addr], 1);
        NetBus::broadcast($secret);
        Setup::bind(new stdClass());
    }
    $gateway->frames(3);
    $gateway->down();
    usleep(50_000);
    Setup::netBusAt([$addr], 1);
    NetBus::broadcast($secret);
    NetBus::broadcast($secret);
    Setup::bind(new stdClass());
    $gateway->stop();
};
$round('secret');
$show('off');
foreach (['error', 'warn', 'info', 'debug', 'trace', 'off'] as $level) {
    ini_set('netsvr.log_level', $level);
    $round('secret');
    $show($level);
}
unlink($log);
?>
--EXPECT--
off
error
warn
  netsvr: [warn] connecting to the gateway failed: Connection refused (111)
  netsvr: [warn] the gateway is in backoff for N s after 1 failed attempts
info
  netsvr: [info] connected to the gateway
  netsvr: [warn] connecting to the gateway failed: Connection refused (111)
  netsvr: [warn] the gateway is in backoff for N s after 1 failed attempts
debug
  netsvr: [info] connected to the gateway
  netsvr: [debug] the connection to the gateway is parked
  netsvr: [debug] a parked connection to the gateway is used again
  netsvr: [debug] the connection to the gateway is parked
  netsvr: [debug] the connection to the gateway is Closed
  netsvr: [warn] connecting to the gateway failed: Connection refused (111)
  netsvr: [warn] the gateway is in backoff for N s after 1 failed attempts
  netsvr: [debug] the gateway is not dialled for another N s
trace
  netsvr: [info] connected to the gateway
  netsvr: [trace] 1 frames of 16 bytes in all went to the gateway
  netsvr: [debug] the connection to the gateway is parked
  netsvr: [debug] a parked connection to the gateway is used again
  netsvr: [trace] 1 frames of 16 bytes in all went to the gateway
  netsvr: [debug] the connection to the gateway is parked
  netsvr: [debug] the connection to the gateway is Closed
  netsvr: [warn] connecting to the gateway failed: Connection refused (111)
  netsvr: [warn] the gateway is in backoff for N s after 1 failed attempts
  netsvr: [debug] the gateway is not dialled for another N s
off
