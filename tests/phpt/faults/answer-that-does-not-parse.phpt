--TEST--
An answer whose body does not parse is a DecodeException that names the gateway; the connection goes on
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
$gateway = FakeGateway::start([[Step::answer("\x08"), Faults::count(2), Step::answer("\x0a\x05abc"), Faults::count(4)]]);
$faults = Faults::bind(1, $gateway);
foreach (['uniqIdCount', 'uniqIdList'] as $method) {
    try {
        NetBus::$method();
        echo "NO EXCEPTION\n";
    } catch (NetsvrBusiness\Exception\DecodeException $thrown) {
        echo "$method: ", str_replace($gateway->addr(), 'the gateway', $thrown->getMessage()), "\n";
    }
    $faults->call('next', fn() => NetBus::uniqIdCount());
}
$faults->noErrors();
$faults->frames();
?>
--EXPECT--
uniqIdCount: Error occurred during parsing: Unexpected EOF inside varint. (answer of the gateway to Cmd::UniqIdCount)
next: [{"workerAddr":"the gateway","count":2}]
uniqIdList: Error occurred during parsing: Unexpected EOF inside length delimited data. (answer of the gateway to Cmd::UniqIdList)
next: [{"workerAddr":"the gateway","count":4}]
  connection 0 received UniqIdCount, UniqIdCount, UniqIdList, UniqIdCount
