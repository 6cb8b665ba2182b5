--TEST--
Malformed bytes are a DecodeException and leave the message as it was
--FILE--
<?php
$good = hex2bin('0a01612a0164');
$cases = [
    'cut in a string' => "\x0a\x05ab",
    'cut in a length' => "\x0a\xff",
    'cut in a key' => "\xff",
    'eleven bytes of varint' => "\x50" . str_repeat("\xff", 10) . "\x01",
    'length beyond all memory' => "\x0a\xff\xff\xff\xff\xff\xff\xff\xff\x7f",
    'group' => "\x0b",
    'wire type 7' => "\x0f\x00",
    'field number 0' => "\x02\x00",
    'text that is not UTF-8' => "\x0a\x01\xff",
];
foreach ($cases as $name => $bytes) {
    $message = new Netsvr\Transfer(['uniqId' => 'before', 'topics' => ['t']]);
    $before = $message->serializeToString();
    try {
        $message->mergeFromString($good . $bytes);
        echo "$name: no exception\n";
    } catch (Exception $exception) {
        echo "$name: ", get_class($exception), ': ', $exception->getMessage(), "\n";
    }
    if ($message->serializeToString() !== $before) {
        echo "$name: the message has changed\n";
    }
}
$entry = "\x0a\x04\x0a\x05ab";
try {
    (new Netsvr\ConnInfoResp())->mergeFromString($entry);
} catch (Exception $exception) {
    echo 'within a map entry: ', $exception->getMessage(), "\n";
}
var_dump(is_subclass_of('NetsvrBusiness\Exception\DecodeException', 'Exception'));
--EXPECT--
cut in a string: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside length delimited data.
cut in a length: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside varint.
cut in a key: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside varint.
eleven bytes of varint: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside varint.
length beyond all memory: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected EOF inside length delimited data.
group: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected wire type.
wire type 7: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Unexpected wire type.
field number 0: NetsvrBusiness\Exception\DecodeException: Error occurred during parsing: Illegal field number.
text that is not UTF-8: Exception: Expect utf-8 encoding.
within a map entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
bool(true)
