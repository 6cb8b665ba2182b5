--TEST--
A message within a field whose destructor looks at that field finds it whole, and what it adds is kept
--FILE--
<?php
class Watching extends Netsvr\ConnInfoRespItem
{
    public ?Closure $atEnd = null;

    public function __destruct()
    {
        if ($this->atEnd !== null) {
            ($this->atEnd)();
        }
    }
}
function watched(Closure $atEnd): Watching
{
    $item = new Watching();
    $item->atEnd = $atEnd;
    return $item;
}
$message = new Netsvr\ConnInfoResp();
$items = $message->getItems();
$look = static function () use ($message): void {
    $items = $message->getItems();
    echo implode(',', array_keys(iterator_to_array($items))), "\n";
    $items['added' . count($items)] = new Netsvr\ConnInfoRespItem();
};
$items['a'] = watched($look);
$items['a'] = new Netsvr\ConnInfoRespItem();
$items['b'] = watched($look);
unset($items['b']);
$items['a'] = watched($look);
$message->mergeFromString(hex2bin('0a050a01611200'));
$items['a'] = watched($look);
$message->mergeFrom(new Netsvr\ConnInfoResp(['items' => ['a' => []]]));
$items['a'] = watched($look);
unset($items);
$message->clear();
echo implode(',', array_keys(iterator_to_array($message->getItems()))), "\n";
--EXPECT--
a
a,added1
a,added1,added2
a,added1,added2,added3

added0
