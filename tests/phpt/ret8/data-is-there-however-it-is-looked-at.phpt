--TEST--
API 8: data of a result holds a message for each gateway, however PHP code looks at it
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Ret\UniqIdCountRet;
use NetsvrTests\Support\Results;

final class Child extends UniqIdCountRet
{
    public function look(): array
    {
        return [get_object_vars($this), $this->data];
    }
}

Results::bind();
/** Counts by address, of an array like $data. */
function counts(mixed $data): string
{
    return is_array($data)
        ? json_encode(array_map(static fn(object $message): int => $message->getCount(), $data), JSON_UNESCAPED_SLASHES)
        : get_debug_type($data);
}

$ways = [
    'property' => static fn(object $ret): mixed => $ret->data,
    'by name' => static fn(object $ret): mixed => $ret->{'da' . 'ta'},
    'cast' => static fn(object $ret): mixed => ((array)$ret)['data'],
    'get_object_vars' => static fn(object $ret): mixed => get_object_vars($ret)['data'],
    'foreach' => static function (object $ret): mixed {
        foreach ($ret as $name => $value) {
            return $value;
        }
        return null;
    },
    'foreach by reference' => static function (object $ret): mixed {
        foreach ($ret as &$value) {
            return $value;
        }
        return null;
    },
    'foreach of it' => static function (object $ret): mixed {
        $found = [];
        foreach ($ret->data as $addr => $message) {
            $found[$addr] = $message;
        }
        return $found;
    },
    'reference' => static function (object $ret): mixed {
        $data = &$ret->data;
        return $data;
    },
    'reflection' => static fn(object $ret): mixed => (new ReflectionProperty($ret, 'data'))->getValue($ret),
    'clone' => static fn(object $ret): mixed => (clone $ret)->data,
    'cloned from' => static function (object $ret): mixed {
        $copy = clone $ret;
        return $copy->data === $ret->data ? $ret->data : 'not the same';
    },
    'unserialize' => static fn(object $ret): mixed => unserialize(serialize($ret))->data,
    'array_walk' => static function (object $ret): mixed {
        $found = null;
        array_walk($ret, static function (mixed $value) use (&$found): void {
            $found = $value;
        });
        return $found;
    },
    'element' => static fn(object $ret): mixed => [Results::ONE => $ret->data[Results::ONE]],
    'element added' => static function (object $ret): mixed {
        $ret->data['third'] = (clone $ret->data[Results::ONE])->setCount(3);
        return $ret->data;
    },
    'element unset' => static function (object $ret): mixed {
        unset($ret->data[Results::ONE]);
        return $ret->data;
    },
];
foreach ($ways as $way => $look) {
    echo "$way: ", counts($look(NetBus::uniqIdCount())), "\n";
}
$ask = NetBus::uniqIdCount(...);
echo 'isset: ', json_encode([isset($ask()->data), empty($ask()->data), isset($ask()->data[Results::OTHER]), isset($ask()->data['no']), property_exists($ask(), 'data')]), "\n";
echo 'equal: ', json_encode([$ask() == $ask(), $ask() != $ask(), $ask() === $ask(), $ask() == new UniqIdCountRet()]), "\n";
[$one, $other] = [$ask(), $ask()];
$other->data[Results::ONE]->setCount(1);
echo 'changed: ', json_encode([$one == $other, $other->getCount() < $one->getCount()]), "\n";
ob_start();
var_dump($ask());
$dumped = substr_count((string)ob_get_clean(), 'UniqIdCountResp)');
echo "var_dump: $dumped messages\n";
echo 'print_r: ', substr_count(print_r($ask(), true), 'UniqIdCountResp Object'), ", var_export: ", substr_count(var_export($ask(), true), 'UniqIdCountResp::'), ", serialize: ", substr_count(serialize($ask()), 'UniqIdCountResp'), "\n";
$child = unserialize(str_replace('O:33:"NetsvrBusiness\Ret\UniqIdCountRet"', 'O:5:"Child"', serialize($ask())));
[$vars, $data] = $child->look();
echo 'child: ', counts($vars['data']), ' ', counts($data), ' ', $child->getCount(), "\n";
$ret = $ask();
unset($ret->data);
echo 'unset: ', json_encode(isset($ret->data));
try {
    $ret->toArray();
} catch (Error $error) {
    echo ', ', $error->getMessage();
}
$ret->data = [];
echo ', set again: ', json_encode([$ret->toArray(), $ret->getCount()]), "\n";
try {
    $ret->data = 'text';
} catch (TypeError $error) {
    echo $error->getMessage(), "\n";
}
$data = &$ret->data;
$data = $ask()->data;
echo 'through a reference: ', $ret->getCount(), "\n";
?>
--EXPECT--
property: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
by name: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
cast: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
get_object_vars: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
foreach: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
foreach by reference: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
foreach of it: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
reference: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
reflection: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
clone: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
cloned from: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
unserialize: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
array_walk: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647}
element: {"127.0.0.1:6062":2147483647}
element added: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647,"third":3}
element unset: {"127.0.0.2:6062":2147483647}
isset: [true,false,true,false,true]
equal: [true,false,false,false]
changed: [false,true]
var_dump: 2 messages
print_r: 2, var_export: 2, serialize: 2
child: {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647} {"127.0.0.1:6062":2147483647,"127.0.0.2:6062":2147483647} 4294967294
unset: false, Typed property NetsvrBusiness\Ret\UniqIdCountRet::$data must not be accessed before initialization, set again: [[],0]
Cannot assign string to property NetsvrBusiness\Ret\UniqIdCountRet::$data of type array
through a reference: 4294967294
