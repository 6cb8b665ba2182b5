--TEST--
JSON: defaults left out, bytes in base64, 64 bits as strings, slashes escaped, maps and enums; and back again
--FILE--
<?php
$messages = [
    new Netsvr\Transfer(),
    new Netsvr\Transfer(['uniqId' => 'a/b', 'topics' => ['', "tab\t\x01 \"q\" \\", '主题-🚀', "\u{2028}"], 'data' => "\x00\xff\xfe"]),
    new Netsvr\RegisterReq(['events' => -1, 'processCmdGoroutineNum' => 4294967295]),
    new Netsvr\RegisterResp(['code' => Netsvr\RegisterRespCode::InvalidEvent]),
    new Netsvr\RegisterResp(['code' => 99, 'message' => 'a code that has no name']),
    new Netsvr\ConnInfoReq(['uniqIds' => ['7'], 'reqTopic' => true]),
    new Netsvr\MetricsResp(['items' => [
        -2 => ['count' => PHP_INT_MIN, 'meanRate' => 0.1, 'rate1' => 1e25, 'rate5' => 1e-7, 'rate15' => 123456.75],
        5 => ['meanRate' => NAN, 'rate1' => INF, 'rate5' => -INF, 'rate15' => -0.0],
        6 => [],
    ]]),
    new Netsvr\TopicUniqIdCountResp(['items' => ['z' => 1, '77' => -2, '' => 0]]),
    new Netsvr\ConnInfoResp(['items' => ['u' => ['session' => '{}', 'topics' => ['t']]]]),
    new Netsvr\SingleCastBulk(['uniqIds' => ['a', 'b'], 'data' => ['', "\xff"]]),
];
foreach ($messages as $message) {
    $json = $message->serializeToJsonString();
    echo $json, "\n";
    if (json_decode($json) === null) {
        echo "is not JSON for PHP\n";
    }
    $back = new ($message::class)();
    var_dump($back->mergeFromJsonString($json));
    if ($back->serializeToString() !== $message->serializeToString()) {
        echo 'came back as ', $back->serializeToJsonString(), "\n";
    }
}
--EXPECT--
{}
NULL
{"uniqId":"a\/b","topics":["","tab\t\u0001 \"q\" \\","主题-🚀","\u2028"],"data":"AP/+"}
NULL
{"events":-1,"processCmdGoroutineNum":4294967295}
NULL
{"code":"InvalidEvent"}
NULL
{"code":99,"message":"a code that has no name"}
NULL
{"uniqIds":["7"],"reqTopic":true}
NULL
{"items":{"-2":{"count":"-9223372036854775808","meanRate":0.1,"rate1":9.9999996e+24,"rate5":1.0e-7,"rate15":123456.75},"5":{"meanRate":"NaN","rate1":"Infinity","rate5":"-Infinity"},"6":{}}}
NULL
{"items":{"z":1,"77":-2,"":0}}
NULL
{"items":{"u":{"session":"{}","topics":["t"]}}}
NULL
{"uniqIds":["a","b"],"data":["","/w=="]}
NULL
