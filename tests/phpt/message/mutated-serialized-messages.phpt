--TEST--
Whatever is done to the text of serialize(), unserialize() gives a message that can be used, an exception or false
--FILE--
<?php
error_reporting(0);
mt_srand(7);

class Mine extends Netsvr\Transfer
{
    public int $number = 1;
    protected ?array $list = [1, 'x'];
    private readonly string $once;
    public mixed $any = null;
}

$item = (new Netsvr\ConnInfoRespItem())->setSession('s')->setTopics(['a', 'b']);
$items = (new Netsvr\ConnInfoResp())->setItems(['k' => $item, 7 => $item]);
$mine = (new Mine())->setUniqId('u')->setTopics(['t'])->setData("\xff");
$mine->any = [$item, &$mine->number];
$recorded = json_decode(file_get_contents(__DIR__ . '/../../support/php-runtime-messages.json'), true);
$texts = [
    serialize($items), serialize($mine), serialize($items->getItems()), serialize($mine->getTopics()),
    serialize([$mine, $mine, $items, $item]),
    base64_decode($recorded[1]['serialized']), base64_decode($recorded[2]['serialized']),
];

// arrays may hold themselves
$use = static function (mixed $value, int $depth = 0) use (&$use): void {
    if (is_array($value) && $depth < 3) {
        array_walk($value, static fn($element) => $use($element, $depth + 1));
    } elseif ($value instanceof Netsvr\Message) {
        $value->serializeToString();
        $value->serializeToJsonString();
        serialize(clone $value);
    } elseif ($value instanceof Netsvr\RepeatedField || $value instanceof Netsvr\MapField) {
        iterator_to_array($value);
        serialize($value);
    }
};
// values that may stand for each other, so that most texts stay texts of serialize()
$token = '~\b(?:i:-?\d+|s:0:""|s:1:"."|N|b:[01]|[rR]:\d+)(?=;)~s';
$values = ['N', 'i:5', 'i:-1', 'i:9', 'i:11', 's:0:""', 's:1:"x"', "s:1:\"\xff\"", 'b:1', 'd:1e99', 'r:1', 'r:2', 'R:3', 'R:5', 'r:9'];
for ($round = 0; $round < 20_000; $round++) {
    $text = $texts[$round % count($texts)];
    for ($changes = mt_rand(1, 3); $changes > 0; $changes--) {
        $at = mt_rand(0, strlen($text) - 1);
        if (mt_rand(0, 3) === 0) {
            $text[$at] = chr(mt_rand(0, 255));
        } elseif (preg_match($token, $text, $found, PREG_OFFSET_CAPTURE, mt_rand(0, 1) * $at)) {
            [$value, $offset] = $found[0];
            $text = substr_replace($text, $values[array_rand($values)], $offset, strlen($value));
        }
    }
    try {
        $use(unserialize($text));
    } catch (Throwable) {
    }
    // what the runtime knows of a message's fields goes round in circles
    $round % 100 === 0 && gc_collect_cycles();
}
echo "done\n";
--EXPECT--
done
