--TEST--
An answer of 100,000 uniqIds is read whole
--EXTENSIONS--
netsvr
--INI--
memory_limit=512M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);
$ids = [];
for ($i = 0; $i < 100_000; $i++) {
    $ids[] = sprintf('7f000001178f6621e43b%08x', $i);
}
$body = Faults::strings($ids);
$gateway = FakeGateway::start([[Step::answer($body), Faults::count(2)]]);
$faults = Faults::bind(10, $gateway);
$list = NetBus::uniqIdList();
$got = $list[0]['uniqIds'];
printf("%d bytes, %d ids, %s\n", strlen($body), count($got), $got === $ids ? 'all right' : 'WRONG');
$faults->call('next', fn() => NetBus::uniqIdCount());
$faults->noErrors();
$faults->frames();
?>
--EXPECT--
3000000 bytes, 100000 ids, all right
next: [{"workerAddr":"the gateway","count":2}]
  connection 0 received UniqIdList, UniqIdCount
