--TEST--
The constructor takes fields by name, messages within them as objects or as arrays
--FILE--
<?php
$item = new Netsvr\ConnInfoRespItem(['session' => 's']);
$message = new Netsvr\ConnInfoResp(['items' => ['a' => $item, '7' => ['customerId' => 'c', 'topics' => ['t']]]]);
foreach ($message->getItems() as $uniqId => $one) {
    var_dump($uniqId);
    echo get_class($one), ' ', bin2hex($one->serializeToString()), "\n";
}
$nested = new Netsvr\TopicCustomerIdToUniqIdsListResp(['items' => ['t' => ['items' => ['c' => ['uniqIds' => ['u']]]]]]);
echo bin2hex($nested->serializeToString()), "\n";
foreach ([['noSuch' => 1], [5 => 1], 'text', 1, new stdClass(), ['items' => ['a' => ['noSuch' => 1]]]] as $data) {
    try {
        new Netsvr\ConnInfoResp($data);
    } catch (Exception $exception) {
        echo get_class($exception), ': ', $exception->getMessage(), "\n";
    }
}
foreach ([null, [], '', 0, false] as $nothing) {
    var_dump((new Netsvr\ConnInfoResp($nothing))->serializeToString());
}
try {
    $message->setItems(['a' => ['session' => 's']]);
} catch (Exception $exception) {
    echo $exception->getMessage(), "\n";
}
--EXPECT--
string(1) "a"
Netsvr\ConnInfoRespItem 0a0173
string(1) "7"
Netsvr\ConnInfoRespItem 1201631a0174
0a0f0a0174120a0a080a016312030a0175
UnexpectedValueException: Invalid message property: noSuch
UnexpectedValueException: Invalid message property: 5
InvalidArgumentException: Message constructor must be an array or null.
InvalidArgumentException: Message constructor must be an array or null.
InvalidArgumentException: Message constructor must be an array or null.
UnexpectedValueException: Invalid message property: noSuch
string(0) ""
string(0) ""
string(0) ""
string(0) ""
string(0) ""
Expect Netsvr\ConnInfoRespItem.
