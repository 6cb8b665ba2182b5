--TEST--
API 8: an answer that is no such message is an exception of the query, not of who looks at its result
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrProtocol\Cmd;
use NetsvrTests\Support\AnsweringTaskSocket;
use NetsvrTests\Support\Results;

$try = static function (string $what, string $query, int $command, string $body, mixed ...$arguments): void {
    AnsweringTaskSocket::bind([Results::ONE => [$command => $body]]);
    try {
        $ret = NetBus::$query(...$arguments);
        echo "$what: ", json_encode($ret->toArray(), JSON_UNESCAPED_SLASHES), "\n";
    } catch (Exception $exception) {
        echo "$what: ", $exception::class, ': ', $exception->getMessage(), "\n";
    }
};
$map = static fn(string $key, string $value): string =>
    "\x0a" . chr(strlen($key) + strlen($value) + 4) . "\x0a" . chr(strlen($key)) . $key . "\x12" . chr(strlen($value)) . $value;
$try('ends too early', 'uniqIdCount', Cmd::UniqIdCount, "\x08\x80");
$try('longer than it is', 'uniqIdList', Cmd::UniqIdList, "\x0a\x05ab");
$try('no such wire type', 'topicCount', Cmd::TopicCount, "\x0f");
$try('a group', 'metrics', Cmd::Metrics, "\x0b\x0c");
$try('not UTF-8', 'uniqIdList', Cmd::UniqIdList, "\x0a\x01\xff");
$try('not UTF-8 in a key', 'topicUniqIdCount', Cmd::TopicUniqIdCount, "\x0a\x05\x0a\x01\xff\x10\x01", 't');
$try('not UTF-8 in a message', 'connInfo', Cmd::ConnInfo, $map('id', "\x0a\x01\xff"), Results::ID_OF_ONE);
$try('too early in a message', 'connInfoByCustomerId', Cmd::ConnInfoByCustomerId, $map('c', "\x0a\x05"), 'c');
$try('unknown fields', 'uniqIdCount', Cmd::UniqIdCount, "\x08\x02\x50\x01\x5a\x01x");
$try('another wire type', 'uniqIdCount', Cmd::UniqIdCount, "\x0a\x01x");
$try('a key twice', 'topicUniqIdCount', Cmd::TopicUniqIdCount, "\x0a\x05\x0a\x01t\x10\x01\x0a\x05\x0a\x01u\x10\x02\x0a\x05\x0a\x01t\x10\x03", 't');
$try('neither key nor value', 'connInfo', Cmd::ConnInfo, "\x0a\x00", Results::ID_OF_ONE);
$try('values of two wire types', 'topicUniqIdCount', Cmd::TopicUniqIdCount, "\x0a\x08\x0a\x01t\x10\x07\x12\x01x", 't');
?>
--EXPECT--
ends too early: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside varint. (answer of 127.0.0.1:6062 to Cmd::UniqIdCount)
longer than it is: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside length delimited data. (answer of 127.0.0.1:6062 to Cmd::UniqIdList)
no such wire type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected wire type. (answer of 127.0.0.1:6062 to Cmd::TopicCount)
a group: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected wire type. (answer of 127.0.0.1:6062 to Cmd::Metrics)
not UTF-8: Exception: Expect utf-8 encoding.
not UTF-8 in a key: Exception: Expect utf-8 encoding.
not UTF-8 in a message: Exception: Expect utf-8 encoding.
too early in a message: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside length delimited data. (answer of 127.0.0.1:6062 to Cmd::ConnInfoByCustomerId)
unknown fields: [{"addr":"127.0.0.1:6062","count":2}]
another wire type: [{"addr":"127.0.0.1:6062","count":0}]
a key twice: [{"addr":"127.0.0.1:6062","topic":"t","count":3},{"addr":"127.0.0.1:6062","topic":"u","count":2}]
neither key nor value: [{"addr":"127.0.0.1:6062","uniqId":"","customerId":"","session":"","topics":[]}]
values of two wire types: [{"addr":"127.0.0.1:6062","topic":"t","count":7}]
