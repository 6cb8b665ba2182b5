--TEST--
unserialize() of a message is a decode: what is foreign, malformed or newer is an exception, and the message stays
--FILE--
<?php
use Netsvr\{ConnInfoResp, MapField, RepeatedField, Transfer};

class Typed extends Transfer
{
    public int $number = 0;
}

function attempt(string $what, callable $call): void
{
    try {
        $call();
        echo "$what: taken\n";
    } catch (Throwable $thrown) {
        echo "$what: ", get_class($thrown), ': ', $thrown->getMessage(), "\n";
    }
}

/** What serialize() would write of an object with this array. */
function of(string $class, array $data): string
{
    return 'O:' . strlen($class) . ":\"$class\"" . substr(serialize($data), 1);
}

$transfers = [
    'nothing' => [],
    'other keys' => ['bytes' => ''],
    'no bytes' => ['netsvr' => 1],
    'bytes of another type' => ['netsvr' => 1, 'bytes' => 7],
    'version of another type' => ['netsvr' => '1', 'bytes' => ''],
    'version 0' => ['netsvr' => 0, 'bytes' => ''],
    'a newer version' => ['netsvr' => 2, 'bytes' => ''],
    'cut short' => ['netsvr' => 1, 'bytes' => "\x0a\x05x"],
    'not UTF-8' => ['netsvr' => 1, 'bytes' => "\x0a\x01\xff"],
    'a field among the properties' => ['netsvr' => 1, 'bytes' => '', 'properties' => ["\0*\0uniqId" => 5]],
    'the same, as if it was public' => ['netsvr' => 1, 'bytes' => '', 'properties' => ['uniqId' => 5]],
    'a list among the properties' => ['netsvr' => 1, 'bytes' => '', 'properties' => ["\0Netsvr\\Transfer\0topics" => 5]],
    'properties of another type' => ['netsvr' => 1, 'bytes' => '', 'properties' => 5],
];
foreach ($transfers as $what => $data) {
    attempt($what, static fn() => unserialize(of(Transfer::class, $data)));
}
attempt('a property of another type', static fn() => unserialize(of(Typed::class, [
    'netsvr' => 1, 'bytes' => '', 'properties' => ['number' => 'text'],
])));
attempt('bytes of an answer', static fn() => unserialize(of(ConnInfoResp::class, ['netsvr' => 1, 'bytes' => "\x0a\x01\x0b"])));
attempt('no class of its own', static fn() => unserialize(of('Netsvr\Message', ['netsvr' => 1, 'bytes' => ''])));

$collections = [
    'nothing' => [],
    'no type' => ['netsvr' => 1, 'values' => []],
    'no such type' => ['netsvr' => 1, 'type' => 99, 'keyType' => 9, 'values' => []],
    'no such class' => ['netsvr' => 1, 'type' => 11, 'class' => 'Netsvr\Nobody', 'keyType' => 9, 'values' => []],
    'no values' => ['netsvr' => 1, 'type' => 9, 'keyType' => 9],
    'a wrong value' => ['netsvr' => 1, 'type' => 5, 'keyType' => 9, 'values' => ['text']],
    'a wrong message' => [
        'netsvr' => 1, 'type' => 11, 'class' => 'Netsvr\ConnInfoRespItem', 'keyType' => 9, 'values' => [new Transfer()],
    ],
    'a key of no key\'s type' => ['netsvr' => 1, 'type' => 9, 'keyType' => 12, 'values' => []],
    'a newer version' => ['netsvr' => 2, 'type' => 9, 'keyType' => 9, 'values' => []],
];
foreach ([RepeatedField::class, MapField::class] as $class) {
    foreach ($collections as $what => $data) {
        attempt("$class, $what", static fn() => unserialize(of($class, $data)));
    }
}

// by hand, on an object that holds something
$transfer = (new Transfer())->setData('stays')->setTopics(['t']);
attempt('malformed', static fn() => $transfer->__unserialize(['netsvr' => 1, 'bytes' => "\x0a"]));
attempt('no array', static fn() => $transfer->__unserialize(null));
attempt('nothing', static fn() => $transfer->__unserialize());
attempt('another type', static fn() => $transfer->getTopics()->__unserialize(['netsvr' => 1, 'type' => 5, 'values' => [1]]));
echo $transfer->serializeToJsonString(), "\n";
attempt('whole', static fn() => $transfer->__unserialize(['netsvr' => 1, 'bytes' => "\x0a\x01x"]));
echo $transfer->serializeToJsonString(), "\n";
--EXPECT--
nothing: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer is not what the netsvr extension or the protobuf runtime in PHP writes.
other keys: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer is not what the netsvr extension or the protobuf runtime in PHP writes.
no bytes: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'bytes'.
bytes of another type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'bytes'.
version of another type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'netsvr'.
version 0: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'netsvr'.
a newer version: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer was written by a newer version of the netsvr extension (form 2, this one reads up to 1).
cut short: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside length delimited data.
not UTF-8: Exception: Expect utf-8 encoding.
a field among the properties: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'properties'.
the same, as if it was public: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'properties'.
a list among the properties: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'properties'.
properties of another type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\Transfer has no valid 'properties'.
a property of another type: TypeError: Cannot assign string to property Typed::$number of type int
bytes of an answer: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected wire type.
no class of its own: Error: Cannot instantiate abstract class Netsvr\Message
Netsvr\RepeatedField, nothing: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\RepeatedField is not what the netsvr extension or the protobuf runtime in PHP writes.
Netsvr\RepeatedField, no type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\RepeatedField has no valid 'type'.
Netsvr\RepeatedField, no such type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\RepeatedField has no valid 'type'.
Netsvr\RepeatedField, no such class: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\RepeatedField has no valid 'type'.
Netsvr\RepeatedField, no values: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\RepeatedField has no valid 'values'.
Netsvr\RepeatedField, a wrong value: Exception: Expect integer.
Netsvr\RepeatedField, a wrong message: Exception: Expect Netsvr\ConnInfoRespItem.
Netsvr\RepeatedField, a key of no key's type: taken
Netsvr\RepeatedField, a newer version: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\RepeatedField was written by a newer version of the netsvr extension (form 2, this one reads up to 1).
Netsvr\MapField, nothing: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\MapField is not what the netsvr extension or the protobuf runtime in PHP writes.
Netsvr\MapField, no type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\MapField has no valid 'keyType'.
Netsvr\MapField, no such type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\MapField has no valid 'type'.
Netsvr\MapField, no such class: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\MapField has no valid 'type'.
Netsvr\MapField, no values: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\MapField has no valid 'values'.
Netsvr\MapField, a wrong value: Exception: Expect integer.
Netsvr\MapField, a wrong message: Exception: Expect Netsvr\ConnInfoRespItem.
Netsvr\MapField, a key of no key's type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\MapField has no valid 'keyType'.
Netsvr\MapField, a newer version: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the serialized Netsvr\MapField was written by a newer version of the netsvr extension (form 2, this one reads up to 1).
malformed: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside varint.
no array: TypeError: Netsvr\Message::__unserialize(): Argument #1 ($data) must be of type array, null given
nothing: ArgumentCountError: Netsvr\Message::__unserialize() expects exactly 1 argument, 0 given
another type: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: the Netsvr\RepeatedField holds elements of another type already.
{"topics":["t"],"data":"c3RheXM="}
whole: taken
{"uniqId":"x"}
