--TEST--
The objects that getters answer are the field itself; a setter given one shares it
--FILE--
<?php
$message = new Netsvr\Transfer(['topics' => ['a']]);
$topics = $message->getTopics();
$topics[] = 'b';
var_dump($message->getTopics() === $topics);
echo bin2hex($message->serializeToString()), "\n";
$other = (new Netsvr\ConnClose())->setTopics($topics);
$topics[0] = 'z';
echo bin2hex($other->serializeToString()), "\n";
$message->mergeFromString(hex2bin('220163'));
var_dump(count($topics), $topics[2]);
$message->clear();
var_dump(count($message->getTopics()), count($topics));

$map = (new Netsvr\TopicUniqIdCountResp())->setItems(['a' => 1])->getItems();
$map[77] = '5';
$map['a'] = 2.9;
unset($map['none']);
foreach ($map as $key => $value) {
    var_dump($key, $value);
    $map["added while walking"] = 1;
}
var_dump(count($map), isset($map['77']), isset($map['78']), get_class($map));
--EXPECT--
bool(true)
220161220162
22017a220162
int(3)
string(1) "c"
int(0)
int(3)
string(1) "a"
int(2)
string(2) "77"
int(5)
int(3)
bool(true)
bool(false)
string(15) "Netsvr\MapField"
