--TEST--
Setters coerce in the same way for callers with strict_types
--FILE--
<?php
declare(strict_types=1);

$message = (new Netsvr\Transfer())->setUniqId(5)->setSession(null)->setData(1.5);
var_dump($message->getUniqId(), $message->getSession(), $message->getData());
var_dump((new Netsvr\ConnInfoReq())->setReqTopic('yes')->getReqTopic());
try {
    $message->setUniqId("\xff");
} catch (Exception $exception) {
    echo $exception->getMessage(), "\n";
}
try {
    $message->mergeFromString(5);
} catch (TypeError $error) {
    echo $error->getMessage(), "\n";
}
try {
    $message->setUniqId();
} catch (ArgumentCountError $error) {
    echo $error->getMessage(), "\n";
}
$message->setUniqId(var: 'named');
echo $message->getUniqId(), "\n";
--EXPECT--
string(1) "5"
string(0) ""
string(3) "1.5"
bool(true)
Expect utf-8 encoding.
Netsvr\Message::mergeFromString(): Argument #1 ($data) must be of type string, int given
Netsvr\Transfer::setUniqId() expects exactly 1 argument, 0 given
named
