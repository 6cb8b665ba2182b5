--TEST--
Whatever depth, length or varint the input claims, a parse ends at once with a DecodeException or with the bytes kept
--FILE--
<?php
function varint(int $value): string
{
    for ($bytes = ''; $value < 0 || $value > 0x7f; $value = $value >> 7 & PHP_INT_MAX >> 6) {
        $bytes .= chr($value & 0x7f | 0x80);
    }
    return $bytes . chr($value);
}

function field(int $number, string $value): string
{
    return varint($number << 3 | 2) . varint(strlen($value)) . $value;
}

/** What becomes of bytes given to the message and to a message within its map. */
function ask(string $name, string $bytes): void
{
    foreach (['' => $bytes, ', within an entry' => field(1, field(1, 'k') . field(2, $bytes))] as $where => $given) {
        $message = new Netsvr\ConnInfoResp();
        try {
            $message->mergeFromString($given);
            echo "$name$where: ", $message->serializeToString() === $given ? 'kept' : 'changed', "\n";
        } catch (NetsvrBusiness\Exception\DecodeException $exception) {
            echo "$name$where: ", $exception->getMessage(), "\n";
        }
    }
}

memory_reset_peak_usage();
$before = memory_get_usage();

ask('100000 groups within each other', str_repeat("\xa3\x06", 100000) . str_repeat("\xa4\x06", 100000));
ask('a group without an end', "\xa3\x06");
ask('an end without a group', "\xa4\x06");
$deep = '';
for ($level = 0; $level < 2000; $level++) {
    $deep = field(100, $deep);
}
ask('2000 unknown messages within each other', $deep);
foreach ([0x7fffffff, 0x80000000, 0xffffffff, PHP_INT_MAX, -1] as $length) {
    ask("$length bytes announced, unknown", "\xa2\x06" . varint($length) . 'abc');
    ask("$length bytes announced, known", "\x0a" . varint($length) . 'abc');
}
ask('a varint of 10 bytes', "\xa0\x06" . str_repeat("\xff", 9) . "\x01");
ask('a varint of 11 bytes', "\xa0\x06" . str_repeat("\x80", 10) . "\x00");
ask('a varint of 65 bits', "\xa0\x06" . str_repeat("\xff", 9) . "\x02");
ask('a key of 11 bytes', str_repeat("\x80", 10) . "\x00");
ask('a length of 11 bytes', "\xa2\x06" . str_repeat("\x80", 10) . "\x00");

$brackets = static fn(int $levels): string => str_repeat('[', $levels) . str_repeat(']', $levels);
foreach ([127, 128, 100000] as $levels) {
    $braces = str_repeat('{"none":', $levels) . '1' . str_repeat('}', $levels);
    foreach (['{"none":' . $brackets($levels - 1) . '}', $braces] as $json) {
        $message = new Netsvr\Transfer(['uniqId' => 'before']);
        try {
            $message->mergeFromJsonString($json, true);
            echo "JSON of $levels levels: ", $message->serializeToJsonString(), "\n";
        } catch (NetsvrBusiness\Exception\DecodeException $exception) {
            echo "JSON of $levels levels: ", strstr($exception->getMessage(), ' at line', true), "\n";
        }
    }
}

echo memory_get_peak_usage() - $before < 4 << 20 ? "less than 4 MiB taken\n" : "too much memory taken\n";
--EXPECT--
100000 groups within each other: Error occurred during parsing: Unexpected wire type.
100000 groups within each other, within an entry: Error occurred during parsing: Unexpected wire type.
a group without an end: Error occurred during parsing: Unexpected wire type.
a group without an end, within an entry: Error occurred during parsing: Unexpected wire type.
an end without a group: Error occurred during parsing: Unexpected wire type.
an end without a group, within an entry: Error occurred during parsing: Unexpected wire type.
2000 unknown messages within each other: kept
2000 unknown messages within each other, within an entry: kept
2147483647 bytes announced, unknown: Error occurred during parsing: Unexpected EOF inside length delimited data.
2147483647 bytes announced, unknown, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
2147483647 bytes announced, known: Error occurred during parsing: Unexpected EOF inside length delimited data.
2147483647 bytes announced, known, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
2147483648 bytes announced, unknown: Error occurred during parsing: Unexpected EOF inside length delimited data.
2147483648 bytes announced, unknown, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
2147483648 bytes announced, known: Error occurred during parsing: Unexpected EOF inside length delimited data.
2147483648 bytes announced, known, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
4294967295 bytes announced, unknown: Error occurred during parsing: Unexpected EOF inside length delimited data.
4294967295 bytes announced, unknown, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
4294967295 bytes announced, known: Error occurred during parsing: Unexpected EOF inside length delimited data.
4294967295 bytes announced, known, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
9223372036854775807 bytes announced, unknown: Error occurred during parsing: Unexpected EOF inside length delimited data.
9223372036854775807 bytes announced, unknown, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
9223372036854775807 bytes announced, known: Error occurred during parsing: Unexpected EOF inside length delimited data.
9223372036854775807 bytes announced, known, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
-1 bytes announced, unknown: Error occurred during parsing: Unexpected EOF inside length delimited data.
-1 bytes announced, unknown, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
-1 bytes announced, known: Error occurred during parsing: Unexpected EOF inside length delimited data.
-1 bytes announced, known, within an entry: Error occurred during parsing: Unexpected EOF inside length delimited data.
a varint of 10 bytes: kept
a varint of 10 bytes, within an entry: kept
a varint of 11 bytes: Error occurred during parsing: Unexpected EOF inside varint.
a varint of 11 bytes, within an entry: Error occurred during parsing: Unexpected EOF inside varint.
a varint of 65 bits: Error occurred during parsing: Unexpected EOF inside varint.
a varint of 65 bits, within an entry: Error occurred during parsing: Unexpected EOF inside varint.
a key of 11 bytes: Error occurred during parsing: Unexpected EOF inside varint.
a key of 11 bytes, within an entry: Error occurred during parsing: Unexpected EOF inside varint.
a length of 11 bytes: Error occurred during parsing: Unexpected EOF inside varint.
a length of 11 bytes, within an entry: Error occurred during parsing: Unexpected EOF inside varint.
JSON of 127 levels: {"uniqId":"before"}
JSON of 127 levels: {"uniqId":"before"}
JSON of 128 levels: Error occurred during parsing: Cannot decode json string: recursion limit exceeded
JSON of 128 levels: Error occurred during parsing: Cannot decode json string: recursion limit exceeded
JSON of 100000 levels: Error occurred during parsing: Cannot decode json string: recursion limit exceeded
JSON of 100000 levels: Error occurred during parsing: Cannot decode json string: recursion limit exceeded
less than 4 MiB taken
