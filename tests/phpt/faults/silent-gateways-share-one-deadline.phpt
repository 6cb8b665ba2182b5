--TEST--
Gateways that do not answer are waited for together
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
$gateways = [];
for ($i = 0; $i < 8; $i++) {
    $gateways[] = FakeGateway::start([[Step::silence()], [Faults::count($i)]]);
}
$faults = Faults::bind(1, ...$gateways);
// One after the other they would take eight seconds.
$faults->call('all silent', fn() => NetBus::uniqIdCount(), Faults::ONE_SECOND, within: 5.0);
$faults->call('next', fn() => array_column(NetBus::uniqIdCount(), 'count'));
?>
--EXPECT--
all silent: NetsvrBusiness\Exception\SocketReceiveException
  call Cmd::UniqIdCount failed because the connection to the netsvr was disconnected
  previous NetsvrBusiness\Exception\SocketReceiveException names its gateway, 1 second
next: [0,1,2,3,4,5,6,7]
