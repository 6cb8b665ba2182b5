--TEST--
Messages are equal when their fields are; a clone has its own single fields and shares lists
--FILE--
<?php
$one = new Netsvr\Transfer(['uniqId' => 'u', 'topics' => ['t']]);
$two = new Netsvr\Transfer();
$two->mergeFromString($one->serializeToString());
var_dump($one == $two);
$two->getTopics();
var_dump($one == $two, $one == new Netsvr\Transfer(), new Netsvr\Transfer() == new Netsvr\Transfer(['topics' => []]));
$clone = clone $one;
$clone->setUniqId('v');
$clone->getTopics()[] = 'shared';
var_dump($one->getUniqId(), count($one->getTopics()), $one == $clone);
$unknown = new Netsvr\Broadcast();
$unknown->mergeFromString(hex2bin('f23f03616263'));
echo bin2hex((clone $unknown)->serializeToString()), "\n";
$unknown->discardUnknownFields();
var_dump($unknown->serializeToString());
var_dump(new Netsvr\SingleCast(['uniqId' => 'u', 'data' => 'd']), $one->getTopics());
--EXPECTF--
bool(true)
bool(true)
bool(false)
bool(true)
string(1) "u"
int(2)
bool(false)
f23f03616263
string(0) ""
object(Netsvr\SingleCast)#%d (2) {
  ["uniqId":protected]=>
  string(1) "u"
  ["data":protected]=>
  string(1) "d"
}
object(Netsvr\RepeatedField)#%d (1) {
  ["container":"Netsvr\RepeatedField":private]=>
  array(2) {
    [0]=>
    string(1) "t"
    [1]=>
    string(6) "shared"
  }
}
