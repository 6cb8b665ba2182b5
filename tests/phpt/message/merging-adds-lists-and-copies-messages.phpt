--TEST--
mergeFrom() replaces single fields, adds to lists, overwrites map entries and copies messages
--FILE--
<?php
$one = new Netsvr\ConnInfoResp(['items' => ['a' => ['session' => '1'], 'b' => ['session' => '2']]]);
$two = new Netsvr\ConnInfoResp(['items' => ['b' => ['customerId' => 'c']]]);
var_dump($one->mergeFrom($two));
foreach ($one->getItems() as $key => $item) {
    echo $key, ' ', $item->getSession(), ' ', $item->getCustomerId(), "\n";
}
$two->getItems()['b']->setCustomerId('changed later');
echo $one->getItems()['b']->getCustomerId(), "\n";
$list = new Netsvr\Transfer(['uniqId' => 'u', 'topics' => ['t']]);
$list->mergeFrom(new Netsvr\Transfer(['session' => 's', 'topics' => ['v']]));
$list->mergeFrom($list);
echo bin2hex($list->serializeToString()), "\n";
$list->mergeFrom(new Netsvr\Broadcast());
try {
    $list->mergeFrom(new stdClass());
} catch (TypeError $error) {
    echo get_class($error), "\n";
}
--EXPECTF--
NULL
a 1 
b  c
c
0a01751a0173220174220176220174220176

Notice: Cannot merge messages with different class. in %s on line %d
TypeError
