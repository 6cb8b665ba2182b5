--TEST--
Map keys that look like integers are found as PHP finds an array's, and come back as the strings that they are
--FILE--
<?php
$keys = ['7', '-7', '0', '-0', '07', '7.0', ' 7', '', '9223372036854775807', '9223372036854775808', '-9223372036854775808', '-', '--', '-a', '-a1', '-:'];
$counts = new Netsvr\TopicUniqIdCountResp(['items' => array_combine($keys, range(1, count($keys)))]);
$read = new Netsvr\TopicUniqIdCountResp();
$read->mergeFromString($counts->serializeToString());
$fromJson = new Netsvr\TopicUniqIdCountResp();
$fromJson->mergeFromJsonString($counts->serializeToJsonString());
echo $counts->serializeToJsonString(), "\n";
foreach ([$counts, $read, $fromJson] as $message) {
    $found = [];
    foreach ($message->getItems() as $key => $value) {
        $found[] = $key;
        isset($message->getItems()[$key]) && $message->getItems()[$key] === $value || print "$key is not found\n";
    }
    var_dump($found === $keys);
}
$items = $read->getItems();
$items[7] = 100;
$items[7.9] = 200;
$items['7'] += 1;
unset($items[-7]);
var_dump(isset($items[7]), isset($items['7']), $items[7], isset($items['7.9']), isset($items['-7']), count($items));

// keys that are integers come back as integers
$metrics = new Netsvr\MetricsResp(['items' => ['7' => ['count' => 1], -1 => []]]);
$again = new Netsvr\MetricsResp();
$again->mergeFromString($metrics->serializeToString());
$again->mergeFromJsonString('{"items":{"8":{}}}');
var_dump(array_keys(iterator_to_array($again->getItems())), isset($again->getItems()['7']));
echo $again->serializeToJsonString(), "\n";
foreach (['x', 2147483648] as $key) {
    try {
        $again->getItems()[$key] = new Netsvr\MetricsRespItem();
    } catch (Exception $exception) {
        echo get_class($exception), ': ', $exception->getMessage(), "\n";
    }
}
--EXPECT--
{"items":{"7":1,"-7":2,"0":3,"-0":4,"07":5,"7.0":6," 7":7,"":8,"9223372036854775807":9,"9223372036854775808":10,"-9223372036854775808":11,"-":12,"--":13,"-a":14,"-a1":15,"-:":16}}
bool(true)
bool(true)
bool(true)
bool(true)
bool(true)
int(101)
bool(true)
bool(false)
int(16)
array(3) {
  [0]=>
  int(7)
  [1]=>
  int(-1)
  [2]=>
  int(8)
}
bool(true)
{"items":{"7":{"count":"1"},"-1":{},"8":{}}}
Exception: Expect integer.
RangeException: Expect an integer of 32 bits, 2147483648 given.
