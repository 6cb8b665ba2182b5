--TEST--
An int32 outside its range is a RangeException, and the field keeps its value
--FILE--
<?php
$limit = (new Netsvr\LimitReq())->setOnOpen(2147483647)->setOnMessage(-2147483648);
foreach ([2147483648, -2147483649, '2147483648', 1e30, PHP_INT_MAX] as $value) {
    try {
        $limit->setOnOpen($value);
    } catch (RangeException $exception) {
        echo $exception->getMessage(), "\n";
    }
}
try {
    (new Netsvr\TopicUniqIdCountResp())->setItems(['topic' => 2147483648]);
} catch (RangeException $exception) {
    echo $exception->getMessage(), "\n";
}
var_dump($limit->getOnOpen(), $limit->getOnMessage());
--EXPECT--
Expect an integer of 32 bits, 2147483648 given.
Expect an integer of 32 bits, -2147483649 given.
Expect an integer of 32 bits, 2147483648 given.
Expect an integer of 32 bits, 1.0E+30 given.
Expect an integer of 32 bits, 9223372036854775807 given.
Expect an integer of 32 bits, 2147483648 given.
int(2147483647)
int(-2147483648)
