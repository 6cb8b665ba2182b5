<?php
/*
 * The recorded uses of RepeatedField, MapField and the enums, each as a function that gives what was recorded.
 */
namespace NetsvrTests\Conformance;

/** A new message. */
function made(string $name): object
{
    return new (Api::current()->message($name))();
}

function topics(): object
{
    return made('Transfer')->setTopics(['a', 'b', 'c'])->getTopics();
}

function counts(): object
{
    return made('TopicUniqIdCountResp')->setItems(['a' => 1, '77' => 2])->getItems();
}

/** @return array<string, array<string, callable>> */
function collectionRuns(): array
{
    $changed = static function (callable $make, callable $change): callable {
        return static function () use ($make, $change) {
            $field = $make();
            $change($field);
            return noted($field);
        };
    };
    return ['$RepeatedField' => [
        'class' => static fn() => get_class(topics()),
        'count' => static fn() => count(topics()),
        'offsetGet' => static fn() => topics()[1],
        'out of range' => static fn() => topics()[3],
        'negative' => static fn() => topics()[-1],
        'string index' => static fn() => topics()['1'],
        'bad index' => static fn() => topics()['x'],
        'isset' => static fn() => [isset(topics()[1]), isset(topics()[3])],
        'append' => $changed(topics(...), static fn($list) => $list[] = 'd'),
        'set' => $changed(topics(...), static fn($list) => $list[0] = 'z'),
        'set out of range' => $changed(topics(...), static fn($list) => $list[7] = 'z'),
        'unset last' => $changed(topics(...), static function ($list) {
            unset($list[2]);
        }),
        'unset middle' => $changed(topics(...), static function ($list) {
            unset($list[1]);
        }),
        'append invalid' => $changed(topics(...), static fn($list) => $list[] = "\xff"),
        'iterator_to_array' => static fn() => iterator_to_array(topics()),
        'live view' => static function () {
            $message = made('Transfer');
            $message->getTopics()[] = 'a';
            $message->getTopics()[] = 'b';
            return bin2hex($message->serializeToString());
        },
        'set RepeatedField of other message' => static function () {
            $list = topics();
            $message = made('ConnInfoUpdate')->setNewTopics($list);
            $list[] = 'later';
            return bin2hex($message->serializeToString());
        },
        'set RepeatedField of other type' => static fn() => made('SingleCastBulk')->setData(topics()),
    ], '$MapField' => [
        'class' => static fn() => get_class(counts()),
        'count' => static fn() => count(counts()),
        'offsetGet' => static fn() => counts()['a'],
        'int key' => static fn() => counts()[77],
        'missing' => static fn() => counts()['zz'],
        'isset' => static fn() => [isset(counts()['a']), isset(counts()['zz'])],
        'set' => $changed(counts(...), static fn($map) => $map['n'] = 5),
        'append' => $changed(counts(...), static fn($map) => $map[] = 5),
        'unset' => $changed(counts(...), static function ($map) {
            unset($map['a']);
        }),
        'key types' => static function () {
            $types = [];
            foreach (counts() as $key => $_) {
                $types[] = get_debug_type($key);
            }
            return $types;
        },
        'int map key types' => static function () {
            $types = [];
            foreach (made('MetricsResp')->setItems([3 => made('MetricsRespItem')])->getItems() as $key => $_) {
                $types[] = [get_debug_type($key), $key];
            }
            return $types;
        },
    ]];
}

/** @return array<string, array<string, callable>> */
function enumRuns(): array
{
    $runs = [];
    foreach (['Cmd', 'Event', 'RegisterRespCode'] as $enum) {
        $class = Api::current()->message($enum);
        $runs["\$$enum"] = [
            'name 0' => static fn() => $class::name(0),
            'name unknown' => static fn() => $class::name(123),
            'value Placeholder' => static fn() => $class::value('Placeholder'),
            'value Success' => static fn() => $class::value('Success'),
            'value unknown' => static fn() => $class::value('nope'),
        ];
    }
    return $runs;
}
