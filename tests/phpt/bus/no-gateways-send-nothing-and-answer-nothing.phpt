--TEST--
NetBus without gateways: sends nothing, answers empty lists
--INI--
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$logger = Setup::netBus();
$id = '7f00000117ad654321ab00000001';
NetBus::broadcast('x');
NetBus::multicastByCustomerId(['a'], 'x');
NetBus::topicPublish('news', 'x');
NetBus::topicDelete('news');
NetBus::forceOfflineByCustomerId(['a']);
foreach (
    [
        'uniqIdList', 'uniqIdCount', 'customerIdList', 'customerIdCount', 'topicList', 'topicCount', 'metrics', 'limit',
    ] as $method
) {
    echo $method, ' ', json_encode(NetBus::$method()), "\n";
}
foreach (
    [
        'topicUniqIdList', 'topicUniqIdCount', 'topicCustomerIdList', 'topicCustomerIdCount',
        'topicCustomerIdToUniqIdsList', 'connInfoByCustomerId',
    ] as $method
) {
    echo $method, ' ', json_encode(NetBus::$method(['x'])), "\n";
}
echo 'checkOnline ', json_encode(NetBus::checkOnline([$id])), "\n";
echo 'connInfo ', json_encode(NetBus::connInfo([$id, $id])), "\n";
--EXPECT--
uniqIdList []
uniqIdCount []
customerIdList []
customerIdCount []
topicList []
topicCount []
metrics []
limit []
topicUniqIdList []
topicUniqIdCount []
topicCustomerIdList []
topicCustomerIdCount []
topicCustomerIdToUniqIdsList []
connInfoByCustomerId []
checkOnline []
connInfo []
