--TEST--
Making, parsing, walking, failing and freeing messages leaves no memory behind
--FILE--
<?php
class Counted extends Netsvr\ConnInfoRespItem
{
}
function round_trip(): void
{
    $message = new Netsvr\ConnInfoResp(['items' => ['a' => ['topics' => ['x', 5]], '7' => new Counted()]]);
    $copy = clone $message;
    $copy->mergeFromString($message->serializeToString() . hex2bin('f23f03616263'));
    foreach ($copy->getItems() as $item) {
        $item->getTopics()[] = 'more';
        unset($item->getTopics()[count($item->getTopics()) - 1]);
    }
    $copy->mergeFrom($message);
    $copy == $message;
    foreach (["\x0a\x05ab", "\x0a\x03\x12\x09a"] as $bad) {
        try {
            $copy->mergeFromString(hex2bin('0a050a0161120a') . $bad);
        } catch (Exception) {
        }
    }
    try {
        $copy->setItems(['a' => $message]);
    } catch (Exception) {
    }
    $copy->discardUnknownFields();
    $copy->clear();
}
for ($i = 0; $i < 100; $i++) {
    round_trip();
}
gc_collect_cycles();
$before = memory_get_usage();
for ($i = 0; $i < 20000; $i++) {
    round_trip();
}
gc_collect_cycles();
var_dump(memory_get_usage() - $before);
--EXPECT--
int(0)
