--TEST--
List and map setters take arrays, iterators, generators and field objects, and nothing else
--FILE--
<?php
$generator = (static function () {
    yield 'same' => 'a';
    yield 'same' => 2;
})();
$message = new Netsvr\Transfer();
echo bin2hex($message->setTopics($generator)->serializeToString()), "\n";
echo bin2hex($message->setTopics(new ArrayIterator(['x' => 'y']))->serializeToString()), "\n";
$counts = new Netsvr\TopicUniqIdCountResp();
echo bin2hex($counts->setItems(new ArrayObject(['k' => 1, '5' => 2]))->serializeToString()), "\n";
$failing = (static function () {
    yield 'a';
    throw new LogicException('from the generator');
})();
$refused = [
    'stdClass' => static fn() => $message->setTopics(new stdClass()),
    'string' => static fn() => $message->setTopics('a'),
    'map for a list' => static fn() => $message->setTopics($counts->getItems()),
    'list of bytes' => static fn() => $message->setTopics((new Netsvr\SingleCastBulk())->getData()),
    'list for a map' => static fn() => $counts->setItems($message->getTopics()),
    'map of other values' => static fn() => $counts->setItems((new Netsvr\ConnInfoResp())->getItems()),
    'map of other messages' => static fn() => (new Netsvr\TopicUniqIdListResp())->setItems((new Netsvr\ConnInfoResp())->getItems()),
    'map of other keys' => static fn() => (new Netsvr\ConnInfoResp())->setItems((new Netsvr\MetricsResp())->getItems()),
    'generator that throws' => static fn() => $message->setTopics($failing),
    'null for a message' => static fn() => (new Netsvr\ConnInfoByCustomerIdRespItems())->setItems([null]),
    'other message' => static fn() => (new Netsvr\ConnInfoByCustomerIdRespItems())->setItems([$message]),
];
foreach ($refused as $name => $set) {
    try {
        $set();
        echo "$name: taken\n";
    } catch (Throwable $thrown) {
        echo "$name: ", get_class($thrown), ': ', $thrown->getMessage(), "\n";
    }
}
echo bin2hex($message->serializeToString()), ' ', bin2hex($counts->serializeToString()), "\n";
--EXPECT--
220161220132
220179
0a050a016b10010a050a01351002
stdClass: Exception: Expect array.
string: Exception: Expect array.
map for a list: Exception: Expect array.
list of bytes: Exception: Expect repeated field of different type.
list for a map: Exception: Expect dict.
map of other values: Exception: Expect map field of value type.
map of other messages: Exception: Expect map field of Netsvr\TopicUniqIdListRespItem.
map of other keys: Exception: Expect map field of key type.
generator that throws: LogicException: from the generator
null for a message: TypeError: RepeatedField element cannot be null.
other message: Exception: Expect Netsvr\ConnInfoByCustomerIdRespItem.
220179 0a050a016b10010a050a01351002
