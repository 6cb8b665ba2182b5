--TEST--
JSON: numbers as strings and the other way round, both base64 alphabets, enums by name, null, merging, unknown fields
--FILE--
<?php
function read(Netsvr\Message $message, string $json, bool $ignoreUnknown = false): void
{
    $message->mergeFromJsonString($json, $ignoreUnknown);
    echo $message->serializeToJsonString(), "\n";
}
read(new Netsvr\Transfer(), '{"uniqId":5,"session":1.50,"customerId":123456789012345678901234567890,"topics":[7,"8"]}');
foreach (['"AP/+/w=="', '"AP_-_w=="', '"AP_-_w"', '" A P/+\n/w"'] as $data) {
    read(new Netsvr\Transfer(), "{\"data\":$data}");
}
read(new Netsvr\MetricsResp(), '{"items":{"1":{"count":"5","meanRate":"1e3"},"-1":{"count":5.9,"meanRate":1e39}}}');
read(new Netsvr\MetricsResp(), '{"items":[{"count":1},{"count":2}]}');
read(new Netsvr\RegisterResp(), '{"code":"DuplicateRegister"}');
read(new Netsvr\RegisterResp(), '{"code":3}');
read(new Netsvr\TopicUniqIdCountResp(), '{"items":{"b":"1","a":2,"b":3}}');
read(new Netsvr\Transfer(), '{"topics":["once"],"topics":["again"]}');

$message = new Netsvr\Transfer(['uniqId' => 'u', 'session' => 's', 'topics' => ['a']]);
$topics = $message->getTopics();
read($message, '{"uniqId":null,"session":"new","topics":["b"]}');
read($message, '{"topics":null,"data":null}');
var_dump(count($topics), $topics === $message->getTopics());
$items = new Netsvr\ConnInfoResp(['items' => ['a' => ['session' => '1'], 'b' => ['session' => '2']]]);
read($items, '{"items":{"b":{"customerId":"c"},"d":{}}}');

read(new Netsvr\Transfer(), '{"none":[{"deep":1}],"uniqId":"u"}', true);
read(new Netsvr\ConnInfoResp(), '{"items":{"a":{"none":1}}}', true);
read(new Netsvr\RegisterResp(), '{"code":"NoSuchCode","message":"m"}', true);

$unknown = new Netsvr\Transfer();
$unknown->mergeFromString(hex2bin('f23f03616263'));
read($unknown, '{"uniqId":"u"}');
echo bin2hex($unknown->serializeToString()), "\n";
(new Netsvr\Transfer())->mergeFromJsonString(ignore_unknown: true, data: '{"none":1}');
--EXPECT--
{"uniqId":"5","customerId":"123456789012345678901234567890","session":"1.5","topics":["7","8"]}
{"data":"AP/+/w=="}
{"data":"AP/+/w=="}
{"data":"AP/+/w=="}
{"data":"AP/+/w=="}
{"items":{"1":{"count":"5","meanRate":1000},"-1":{"count":"5","meanRate":"Infinity"}}}
{"items":{"0":{"count":"1"},"1":{"count":"2"}}}
{"code":"DuplicateRegister"}
{"code":"DuplicateRegister"}
{"items":{"b":3,"a":2}}
{"topics":["again"]}
{"session":"new","topics":["a","b"]}
{"session":"new","topics":["a","b"]}
int(2)
bool(true)
{"items":{"a":{"session":"1"},"b":{"customerId":"c"},"d":{}}}
{"uniqId":"u"}
{"items":{"a":{}}}
{"message":"m"}
{"uniqId":"u"}
0a0175f23f03616263
