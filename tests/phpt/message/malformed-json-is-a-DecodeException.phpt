--TEST--
JSON that is malformed or does not fit is a DecodeException and leaves the message as it was
--FILE--
<?php
$cases = [
    'Transfer' => [
        '', 'null', '{', '{"uniqId":"a",}', '{"uniqId":01}', "{\"uniqId\":\"\xff\"}", '{"uniqId":"\ud800"}', '{"uniqId":"a"} b',
        '{"none":1}', '{"uniqId":"a","none":null}', '[1]', '{"uniqId":true}', '{"uniqId":["a"]}', '{"topics":["a",null]}',
        '{"topics":[["a"]]}', '{"data":"*"}', '{"data":"A"}', '{"data":"AA="}', '{"data":"AA==AA=="}', '{"data":5}',
    ],
    'LimitResp' => [
        '{"onOpen":2147483648}', '{"onOpen":-2147483649}', '{"onOpen":"1e10"}', '{"onOpen":123456789012345678901234567890}',
        '{"onOpen":"x"}', '{"onOpen":" 1"}', '{"onOpen":true}', '{"onOpen":[]}',
    ],
    'MetricsRespItem' => [
        '{"count":"9223372036854775808"}', '{"count":-9223372036854775809}', '{"count":1e30}', '{"count":""}',
        '{"meanRate":"x"}', '{"meanRate":true}',
    ],
    'RegisterReq' => ['{"processCmdGoroutineNum":4294967296}', '{"processCmdGoroutineNum":"x"}'],
    'RegisterResp' => ['{"code":"NoSuchCode"}', '{"code":"1"}', '{"code":1.5}', '{"code":[]}'],
    'ConnInfoReq' => ['{"reqTopic":1}', '{"reqTopic":"true"}'],
    'ConnInfoResp' => ['{"items":{"a":null}}', '{"items":{"a":"x"}}', '{"items":{"a":{"none":1}}}', '{"items":{"a":[1]}}'],
    'MetricsResp' => ['{"items":{"x":{}}}', '{"items":{"2147483648":{}}}'],
    'UnRegisterResp' => ['{"x":1}', str_repeat('[', 100000)],
];
$filled = [
    'Transfer' => ['uniqId' => 'before', 'topics' => ['t']], 'LimitResp' => ['onMessage' => 1],
    'ConnInfoResp' => ['items' => ['k' => []]],
];
foreach ($cases as $name => $texts) {
    $class = "Netsvr\\$name";
    foreach ($texts as $json) {
        $message = new $class($filled[$name] ?? []);
        $before = $message->serializeToString();
        try {
            $message->mergeFromJsonString($json);
            echo "$json: no exception\n";
        } catch (NetsvrBusiness\Exception\DecodeException $exception) {
            echo $exception->getMessage(), "\n";
        }
        if ($message->serializeToString() !== $before) {
            echo "$json: the message has changed\n";
        }
    }
}
$message = new Netsvr\Transfer(['uniqId' => 'before', 'topics' => ['t']]);
foreach (['5', '"text"', '{"topics":"text"}', '{"topics":false,"session":"s"}'] as $json) {
    $message->mergeFromJsonString($json);
    echo $message->serializeToJsonString(), "\n";
}
try {
    (new Netsvr\Transfer())->mergeFromJsonString();
} catch (ArgumentCountError $error) {
    echo get_class($error), "\n";
}
--EXPECTF--
Error occurred during parsing: Cannot decode json string: %s
Error occurred during parsing: Cannot decode json string: %s
Error occurred during parsing: Cannot decode json string: %s
Error occurred during parsing: Cannot decode json string: %s
Error occurred during parsing: Cannot decode json string: %s
Error occurred during parsing: Cannot decode json string: %s
Error occurred during parsing: Cannot decode json string: %s
Error occurred during parsing: Cannot decode json string: %s
Error occurred during parsing: none is unknown.
Error occurred during parsing: none is unknown.
Error occurred during parsing: 0 is unknown.
Error occurred during parsing: String field only accepts string value
Error occurred during parsing: String field only accepts string value
Error occurred during parsing: Repeated field elements cannot be null.
Error occurred during parsing: String field only accepts string value
Error occurred during parsing: Invalid base64 characters
Error occurred during parsing: Invalid base64 characters
Error occurred during parsing: Invalid base64 characters
Error occurred during parsing: Invalid base64 characters
Error occurred during parsing: Byte field only accepts string value
Error occurred during parsing: Int32 too large
Error occurred during parsing: Int32 too small
Error occurred during parsing: Int32 too large
Error occurred during parsing: Int32 too large
Error occurred during parsing: Invalid data type for int32 field
Error occurred during parsing: Invalid data type for int32 field
Error occurred during parsing: Invalid data type for int32 field
Error occurred during parsing: Invalid data type for int32 field
Error occurred during parsing: Int64 too large
Error occurred during parsing: Int64 too small
Error occurred during parsing: Int64 too large
Error occurred during parsing: Invalid data type for int64 field
Error occurred during parsing: Expect float.
Error occurred during parsing: Expect float.
Error occurred during parsing: Uint32 too large
Error occurred during parsing: Invalid data type for uint32 field
Error occurred during parsing: Enum field only accepts integer or enum value name
Error occurred during parsing: Enum field only accepts integer or enum value name
Error occurred during parsing: Enum field only accepts integer or enum value name
Error occurred during parsing: Enum field only accepts integer or enum value name
Error occurred during parsing: Bool field only accepts bool value
Error occurred during parsing: Bool field only accepts bool value
Error occurred during parsing: Map value field element cannot be null.
Error occurred during parsing: Expect message.
Error occurred during parsing: none is unknown.
Error occurred during parsing: 0 is unknown.
Error occurred during parsing: Invalid data type for int32 field
Error occurred during parsing: Int32 too large
Error occurred during parsing: x is unknown.
Error occurred during parsing: Cannot decode json string: %s

Warning: JSON of message must be an object or an array, number given in %s on line %d
{"uniqId":"before","topics":["t"]}

Warning: JSON of message must be an object or an array, string given in %s on line %d
{"uniqId":"before","topics":["t"]}

Warning: JSON of topics must be an object or an array, string given in %s on line %d
{"uniqId":"before","topics":["t"]}

Warning: JSON of topics must be an object or an array, bool given in %s on line %d
{"uniqId":"before","session":"s","topics":["t"]}
ArgumentCountError
