--TEST--
Getters answer what setters were given; setters answer the message itself
--FILE--
<?php
$message = new Netsvr\ConnInfoUpdate();
var_dump($message->setUniqId('7f00000117ad')->setNewTopics(['news', 5])->setData("\xff\x00") === $message);
var_dump($message->getUniqId(), $message->getNewSession(), bin2hex($message->getData()));
var_dump(iterator_to_array($message->getNewTopics()));
echo bin2hex($message->serializeToString()), "\n";
$rates = (new Netsvr\MetricsRespItem())->setItem(-1)->setCount('9223372036854775807')->setMeanRate(0.1);
var_dump($rates->getItem(), $rates->getCount(), $rates->getMeanRate(), $rates->getRate15());
echo bin2hex($rates->serializeToString()), "\n";
--EXPECT--
bool(true)
string(12) "7f00000117ad"
string(0) ""
string(4) "ff00"
array(2) {
  [0]=>
  string(4) "news"
  [1]=>
  string(1) "5"
}
0a0c3766303030303031313761642a046e6577732a01353202ff00
int(-1)
int(9223372036854775807)
float(0.10000000149011612)
float(0)
08ffffffffffffffffff0110ffffffffffffffff7f1dcdcccc3d
