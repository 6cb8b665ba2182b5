--TEST--
API 8: a gateway 5.x and one 8.x answer all sixteen queries; lists too long for one frame come as one message
--INI--
netsvr.api=8
netsvr.max_packet_size=1K
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrProtocol\ConnInfoUpdate;
use NetsvrProtocol\LimitReq;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
foreach (['5', '8'] as $generation) {
    echo "gateway $generation\n";
    $gateway = DevGate::start('--gateway', $generation);
    $manager = new TaskSocketManger();
    $manager->addSocket(new TaskSocket('', new ArrayLogger(), $gateway->taskAddr, 5, 5, 100, '', 30_000));
    Setup::bind($manager);
    $client = $gateway->client();
    $id = $client->uniqId;
    $text = static fn(mixed $value): string => strtr(
        json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE),
        [$id => 'ann', $gateway->taskAddr => 'gateway']
    );
    NetBus::connInfoUpdate(
        (new ConnInfoUpdate())->setUniqId($id)->setNewCustomerId('77')->setNewSession('s')->setNewTopics(['t', '5'])
    );
    foreach (['checkOnline', 'connInfo'] as $query) {
        echo "$query: ", $text(NetBus::$query([$id])), "\n";
    }
    echo 'connInfoByCustomerId: ', $text(NetBus::connInfoByCustomerId(77)), "\n";
    foreach (['customerIdCount', 'customerIdList', 'topicCount', 'uniqIdCount', 'uniqIdList'] as $query) {
        echo "$query: ", $text(NetBus::$query()), "\n";
    }
    $topics = NetBus::topicList()->toArray()[0]['topics'];
    sort($topics);
    echo 'topicList: ', $text($topics), "\n";
    foreach (['topicCustomerIdCount', 'topicCustomerIdList', 'topicCustomerIdToUniqIdsList', 'topicUniqIdCount', 'topicUniqIdList'] as $query) {
        echo "$query: ", $text(NetBus::$query('t')), "\n";
    }
    echo 'limit: ', $text(NetBus::limit((new LimitReq())->setOnMessage(7)->setOnOpen(5))), ' ', $text(NetBus::limit()), "\n";
    $metrics = NetBus::metrics();
    echo 'metrics: ', $text(array_keys($metrics->toArray()[0])), ' ', $text($metrics->toArray(1)[0]['meanRate'] === round($metrics->toArray(9)[0]['meanRate'], 1)), "\n";
    $many = array_map(static fn(int $number): string => substr($id, 0, 20) . sprintf('%08x', $number + 1), range(0, 99));
    $ret = NetBus::checkOnline([...$many, $id, ...$many]);
    echo 'in parts: ', $text($ret), ' ', count($ret->data), "\n";
    $ret = NetBus::connInfo([...$many, $id, ...$many, $id]);
    echo 'in parts: ', $text(array_keys($ret->getItems())), ' ', $text($ret), "\n";
    $gateway->stop();
}
?>
--EXPECT--
gateway 5
checkOnline: [{"addr":"gateway","uniqIds":["ann"]}]
connInfo: [{"addr":"gateway","uniqId":"ann","customerId":"77","session":"s","topics":["5","t"]}]
connInfoByCustomerId: [{"addr":"gateway","customerId":"77","uniqId":"ann","session":"s","topics":["5","t"]}]
customerIdCount: [{"addr":"gateway","count":1}]
customerIdList: [{"addr":"gateway","customerIds":["77"]}]
topicCount: [{"addr":"gateway","count":2}]
uniqIdCount: [{"addr":"gateway","count":1}]
uniqIdList: [{"addr":"gateway","uniqIds":["ann"]}]
topicList: ["5","t"]
topicCustomerIdCount: [{"addr":"gateway","topic":"t","count":1}]
topicCustomerIdList: [{"addr":"gateway","topic":"t","customerIds":["77"]}]
topicCustomerIdToUniqIdsList: [{"addr":"gateway","topic":"t","customerId":"77","uniqIds":["ann"]}]
topicUniqIdCount: [{"addr":"gateway","topic":"t","count":1}]
topicUniqIdList: [{"addr":"gateway","topic":"t","uniqIds":["ann"]}]
limit: [{"addr":"gateway","onMessage":7,"onOpen":5}] [{"addr":"gateway","onMessage":7,"onOpen":5}]
metrics: ["addr","item","count","meanRate","rate1","rate5","rate15"] true
in parts: [{"addr":"gateway","uniqIds":["ann"]}] 1
in parts: ["ann"] [{"addr":"gateway","uniqId":"ann","customerId":"77","session":"s","topics":["5","t"]}]
gateway 8
checkOnline: [{"addr":"gateway","uniqIds":["ann"]}]
connInfo: [{"addr":"gateway","uniqId":"ann","customerId":"77","session":"s","topics":["5","t"]}]
connInfoByCustomerId: [{"addr":"gateway","customerId":"77","uniqId":"ann","session":"s","topics":["5","t"]}]
customerIdCount: [{"addr":"gateway","count":1}]
customerIdList: [{"addr":"gateway","customerIds":["77"]}]
topicCount: [{"addr":"gateway","count":2}]
uniqIdCount: [{"addr":"gateway","count":1}]
uniqIdList: [{"addr":"gateway","uniqIds":["ann"]}]
topicList: ["5","t"]
topicCustomerIdCount: [{"addr":"gateway","topic":"t","count":1}]
topicCustomerIdList: [{"addr":"gateway","topic":"t","customerIds":["77"]}]
topicCustomerIdToUniqIdsList: [{"addr":"gateway","topic":"t","customerId":"77","uniqIds":["ann"]}]
topicUniqIdCount: [{"addr":"gateway","topic":"t","count":1}]
topicUniqIdList: [{"addr":"gateway","topic":"t","uniqIds":["ann"]}]
limit: [{"addr":"gateway","onMessage":7,"onOpen":5}] [{"addr":"gateway","onMessage":7,"onOpen":5}]
metrics: ["addr","item","count","meanRate","rate1","rate5","rate15"] true
in parts: [{"addr":"gateway","uniqIds":["ann"]}] 1
in parts: ["ann"] [{"addr":"gateway","uniqId":"ann","customerId":"77","session":"s","topics":["5","t"]}]
