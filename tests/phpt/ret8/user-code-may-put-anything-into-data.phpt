--TEST--
API 8: results made by hand, messages of user classes, other objects with such getters; what has none is an error, as in PHP
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Ret\ConnInfoByCustomerIdRet;
use NetsvrBusiness\Ret\ConnInfoRet;
use NetsvrBusiness\Ret\TopicUniqIdListRet;
use NetsvrBusiness\Ret\UniqIdListRet;
use NetsvrProtocol\ConnInfoResp;
use NetsvrProtocol\TopicListResp;
use NetsvrProtocol\TopicUniqIdListResp;
use NetsvrProtocol\TopicUniqIdListRespItem;
use NetsvrProtocol\UniqIdListResp;
use NetsvrTests\Support\Results;

final class Shouting extends UniqIdListResp
{
    public function getUniqIds()
    {
        return array_map(strtoupper(...), iterator_to_array(parent::getUniqIds()));
    }
}

final class Sorted extends UniqIdListRet
{
    public function toArray(): array
    {
        return array_reverse(parent::toArray());
    }
}

$text = static fn(mixed $value): string => json_encode($value, JSON_UNESCAPED_SLASHES);
$list = static fn(string ...$ids): UniqIdListResp => (new UniqIdListResp())->setUniqIds($ids);

$ret = new UniqIdListRet();
echo 'new: ', $text([$ret->toArray(), $ret->getUniqIds(), $ret]), "\n";
$ret->data['a:1'] = $list('x', '12');
$ret->data['12'] = $list('x');
echo 'filled: ', $text($ret->toArray()), ' ', $text($ret->getUniqIds()), "\n";
$ret->data['a:1']->getUniqIds()[] = 'more';
echo 'changed within: ', $text($ret->getUniqIds()), "\n";
$ids = $ret->getUniqIds();
$ids[] = 'mine alone';
echo 'a list is the caller\'s: ', count($ret->getUniqIds()), "\n";
$ret->data = ['s' => (new Shouting())->setUniqIds(['y']), 'm' => new class() {
    public function getUniqIds(): Generator
    {
        yield 'k' => 'from a generator';
    }
}];
echo 'getters: ', $text($ret->toArray()), ' ', $text($ret->getUniqIds()), "\n";

Results::bind();
$sorted = new Sorted();
$sorted->data = NetBus::uniqIdList()->data;
echo 'child: ', $text(array_column($sorted->toArray(), 'addr')), ' ', $text(array_column(json_decode($text($sorted), true), 'addr')), "\n";

$items = NetBus::connInfo([Results::ID_OF_ONE]);
$items->getItems()[Results::ID_OF_ONE]->setSession('changed');
echo 'items are those of data: ', $items->toArray()[0]['session'], ' ', $items->data[Results::ONE]->getItems()[Results::ID_OF_ONE]->getSession(), "\n";
$mine = $items->getItems();
$mine['more'] = null;
echo 'the array is the caller\'s: ', count($items->getItems()), "\n";
$lists = NetBus::connInfoByCustomerId(['77']);
echo 'keys: ', $text(array_map(count(...), $lists->getItems())), "\n";

$byTopic = new TopicUniqIdListRet();
$byTopic->data['a'] = (new TopicUniqIdListResp())->setItems(['5' => (new TopicUniqIdListRespItem())->setUniqIds(['z'])]);
$before = $byTopic->toArray();
$byTopic->data['a']->getItems()['6'] = new TopicUniqIdListRespItem();
echo 'topics stay texts: ', $text([$before, $byTopic->toArray()]), "\n";

foreach ([
    'text' => static function (): mixed {
        $ret = new UniqIdListRet();
        $ret->data['a'] = 'text';
        return $ret->toArray();
    },
    'null' => static function (): mixed {
        $ret = new ConnInfoRet();
        $ret->data['a'] = null;
        return $ret->getItems();
    },
    'another message' => static function (): mixed {
        $ret = new UniqIdListRet();
        $ret->data['a'] = new TopicListResp();
        return $ret->getUniqIds();
    },
    'another within' => static function (): mixed {
        $ret = new ConnInfoByCustomerIdRet();
        $ret->data['a'] = (new ConnInfoResp())->setItems(['x' => new NetsvrProtocol\ConnInfoRespItem()]);
        return $ret->getItems();
    },
] as $what => $try) {
    try {
        $said = $text($try());
    } catch (Error $error) {
        $said = $error->getMessage();
    }
    echo "$what: $said\n";
}
?>
--EXPECT--
new: [[],[],[]]
filled: [{"addr":"a:1","uniqIds":["x","12"]},{"addr":12,"uniqIds":["x"]}] ["x","12","x"]
changed within: ["x","12","more","x"]
a list is the caller's: 4
getters: [{"addr":"s","uniqIds":["Y"]},{"addr":"m","uniqIds":["from a generator"]}] ["Y","from a generator"]
child: ["127.0.0.2:6062","127.0.0.1:6062"] ["127.0.0.2:6062","127.0.0.1:6062"]
items are those of data: changed changed
the array is the caller's: 2
keys: {"77":4}
topics stay texts: [[{"addr":"a","topic":"5","uniqIds":["z"]}],[{"addr":"a","topic":"5","uniqIds":["z"]},{"addr":"a","topic":"6","uniqIds":[]}]]
text: Call to a member function getUniqIds() on string
null: Call to a member function getItems() on null
another message: Call to undefined method NetsvrProtocol\TopicListResp::getUniqIds()
another within: Call to undefined method NetsvrProtocol\ConnInfoRespItem::getItems()
