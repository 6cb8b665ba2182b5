--TEST--
A gateway that is down is reported by every call, and used again once it is up
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
$gateway = FakeGateway::start([[Step::silence(), Faults::count(7)]]);
$gateway->down();
$faults = Faults::bind(1, $gateway);

$faults->call('one-way', fn() => NetBus::broadcast('lost'));
$faults->log();
$faults->call('request', fn() => NetBus::uniqIdCount(), ['refused' => '~Connection refused~']);
$faults->errorsName(['refused' => '~Connection refused~']);
ini_set('netsvr.on_send_failure', 'throw');
$faults->call('one-way that throws', fn() => NetBus::broadcast('lost'), ['refused' => '~Connection refused~']);

$gateway->up();
$faults->call('one-way after the restart', fn() => NetBus::broadcast('arrives'));
$faults->call('request after the restart', fn() => NetBus::uniqIdCount());
$faults->frames();
?>
--EXPECT--
one-way: null
  error test connect to the gateway failed. 111 --> Connection refused
  error test send to the gateway failed. 0 --> ...
request: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketConnectException names its gateway, refused
  1 logged, names its gateway, refused
one-way that throws: NetsvrBusiness\Exception\SocketSendException names its gateway, refused
one-way after the restart: null
request after the restart: [{"workerAddr":"the gateway","count":7}]
  connection 0 received Broadcast arrives, UniqIdCount
