--TEST--
API 8: a query that fails at a gateway carries the result of the others; with netsvr.on_query_failure=partial it is the result
--INI--
netsvr.api=8
netsvr.backoff_base_ms=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
$nobody = Port::hold();

$gateway = DevGate::start();
$manager = new TaskSocketManger();
$manager->addSocket(new TaskSocket('', new ArrayLogger(), $gateway->taskAddr, 5, 5, 100, '', 30_000));
$manager->addSocket(new TaskSocket('', new ArrayLogger(), $nobody, 1, 1, 100, '', 30_000));
Setup::bind($manager);
$text = static fn(mixed $value): string => strtr(json_encode($value, JSON_UNESCAPED_SLASHES), [$nobody => 'nobody', $gateway->taskAddr => 'gateway']);

foreach (['uniqIdList' => [], 'connInfoByCustomerId' => [77], 'limit' => []] as $query => $arguments) {
    try {
        NetBus::$query(...$arguments);
        echo "$query: no exception\n";
    } catch (SocketReceiveException $exception) {
        $partial = $exception->getPartial();
        echo "$query: ", $partial::class, ' ', $text($partial), ' of ', $text(array_keys($partial->data)), ', failed: ', $text(array_keys($exception->getFailures())), "\n";
        var_dump($exception->getPartialResult() === $partial);
    }
}
$other = new SocketReceiveException('by hand');
var_dump($other->getPartial(), $other->getPartialResult(), $other->getFailures());

ini_set('netsvr.on_query_failure', 'partial');
echo 'partial: ', $text(NetBus::uniqIdList()), "\n";
$manager = new TaskSocketManger();
$manager->addSocket(new TaskSocket('', new ArrayLogger(), $nobody, 1, 1, 100, '', 30_000));
Setup::bind($manager);
echo 'nothing: ', $text(NetBus::uniqIdCount()), ' ', NetBus::uniqIdCount()->getCount(), "\n";
$gateway->stop();
?>
--EXPECT--
uniqIdList: NetsvrBusiness\Ret\UniqIdListRet [{"addr":"gateway","uniqIds":[]}] of ["gateway"], failed: ["nobody"]
bool(true)
connInfoByCustomerId: NetsvrBusiness\Ret\ConnInfoByCustomerIdRet [] of ["gateway"], failed: ["nobody"]
bool(true)
limit: NetsvrBusiness\Ret\LimitRet [{"addr":"gateway","onMessage":50000,"onOpen":10000}] of ["gateway"], failed: ["nobody"]
bool(true)
NULL
NULL
array(0) {
}
partial: [{"addr":"gateway","uniqIds":[]}]
nothing: [] 0
