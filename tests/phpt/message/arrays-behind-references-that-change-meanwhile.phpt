--TEST--
An array behind a reference is taken as it was, whatever a generator within it sets there meanwhile
--EXTENSIONS--
netsvr
--FILE--
<?php
use Netsvr\ConnInfoByCustomerIdRespItems;

$items = [];
for ($i = 0; $i < 50; $i++) {
    $items[] = ['uniqId' => str_repeat('u', $i), 'topics' => ['topic']];
}
$items[2]['topics'] = (function () use (&$items) {
    $items = null;
    for ($i = 0; $i < 3000; $i++) {
        $GLOBALS['junk'][] = [str_repeat('#', $i % 300), $i];
    }
    yield 'from a generator';
})();
$message = new ConnInfoByCustomerIdRespItems(['items' => &$items]);
$found = iterator_to_array($message->getItems());
var_dump(count($found), $found[2]->getTopics()[0], strlen($found[49]->getUniqId()));
?>
--EXPECT--
int(50)
string(16) "from a generator"
int(49)
