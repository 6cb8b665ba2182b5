--TEST--
Elements of a list are taken in order, together or among other fields, short or long; other wire types are not theirs
--FILE--
<?php
use Netsvr\Transfer;

function field(int $number, string $value): string
{
    $length = strlen($value);
    return chr($number << 3 | 2) . ($length < 128 ? chr($length) : chr($length & 127 | 128) . chr($length >> 7)) . $value;
}

$long = str_repeat('l', 300);
$bytes = field(4, 'a') . field(4, '') . field(1, 'id') . field(4, $long) . field(4, 'b')
    . "\x20\x07" // a number where the list's strings are
    . field(4, 'c') . field(5, 'data') . field(4, 'd');
$message = new Transfer();
$message->mergeFromString($bytes);
var_dump(iterator_to_array($message->getTopics()) === ['a', '', $long, 'b', 'c', 'd']);
var_dump($message->getUniqId(), $message->getData());
$message->mergeFromString(field(4, 'e'));
var_dump(count($message->getTopics()), $message->getTopics()[6]);
// what it does not know goes out again
var_dump(str_contains($message->serializeToString(), "\x20\x07"));

$many = array_map(strval(...), range(1, 1000));
$message = new Transfer();
$message->mergeFromString(implode('', array_map(fn($topic) => field(4, $topic), $many)));
var_dump(iterator_to_array($message->getTopics()) === $many);
?>
--EXPECT--
bool(true)
string(2) "id"
string(4) "data"
int(7)
string(1) "e"
bool(true)
bool(true)
