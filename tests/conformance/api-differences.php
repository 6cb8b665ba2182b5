<?php
/*
 * What api.php may find different from the recorded API, and why:
 *
 *     renamed                   recorded class => the class that stands in its place
 *     rules                     line of a difference => reason; * stands for a part of a name
 *
 *     played                    class => what children.php may find different when its child is played, and why: a piece
 *                               of a line, or lines that follow each other
 *     widened                   class => method => position of a parameter => what of it is wider here (differences 21
 *                               and 22), and so has to be in a child class
 *
 * Each expectation must be met: what is no difference any more has to leave this file. Properties are not
 * compared here: what the package kept in them is held in native state here.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

require_once __DIR__ . '/Api.php';

$is8 = Api::current()->is8();
$messages = rtrim(Api::current()->messages, '\\');
$google = 'Google\Protobuf\Internal';
$base = 'messages work without Google\'s library, so they have a base of their own';
$inner = 'an inner step of Google\'s codec; there are no streams and no wrapper types here';
$typed = 'declares the types that Google\'s class leaves to its documentation';
$shim = 'the native parent of a class that implements an interface of user code';

$rules = [
    "$messages\* parent: $messages\Message instead of " . "$google\Message" => $base,
    "$messages\Message kind: abstract class instead of class" => 'no message is of the base class itself',
    ($is8 ? 'NetsvrBusiness\repeatedFieldToArray()' : 'NetsvrBusiness\NetBus::repeatedFieldToArray()')
        . " parameter 1: $messages\RepeatedField \$repeatedField instead of $google\RepeatedField \$repeatedField"
        => 'the lists of messages are of this extension',
    'NetsvrBusiness\Container parent: NetsvrBusiness\Native\Container instead of none' => $shim,
    'NetsvrBusiness\Exception\ClassNotFoundException parent: NetsvrBusiness\Native\ClassNotFoundException instead of '
        . 'RuntimeException' => "$shim; it extends RuntimeException",
    'NetsvrBusiness\Native\Container: added' => $shim,
    'NetsvrBusiness\Native\ClassNotFoundException: added' => $shim,
    'NetsvrBusiness\MainSocket: added' => 'main sockets without Workerman',
    'NetsvrBusiness\NetBus::flush(): added' => 'what the gateways have carried out',
    'NetsvrBusiness\NetBus::fake(): added' => 'the door to the fake of the Composer library, where tests look for it',
    'NetsvrBusiness\Doctor: added' => 'what listens at an address, for a person who asks',
    'NetsvrBusiness\Exception\SocketReceiveException::getFailures(): added' => 'all gateways that have failed',
    'NetsvrBusiness\Exception\SocketReceiveException::getPartialResult(): added' => 'what the others have answered',
    'NetsvrBusiness\Exception\SocketSendException::getFailures(): added' => 'all gateways that have failed',
    'NetsvrBusiness\Native\Callback: added' => 'what loops and timers call',
    'NetsvrBusiness\Native\Heartbeat: added' => 'what the timers of task sockets call',
    'NetsvrBusiness\Native\Bell: added' => 'what the loops of Revolt and Swoole call to resume a coroutine',
    'NetsvrBusiness\Native\ConnectionRow: added' => 'a main socket in the table of Workerman\'s connections command',
    'NetsvrBusiness\Native\EndOfRequest: added' => 'tells loggers how many equal lines were left out, when a request ends',
    'NetsvrBusiness\Native\Functions: added' => 'what functions that are declared in PHP code call',
    'NetsvrBusiness\Health: added' => 'a readiness probe',
    'NetsvrBusiness\Stats: added' => 'counters of this process, and of all that share memory, by gateway',
    "$messages\FieldIterator: added" => 'the iterator of RepeatedField and MapField',
];
foreach ($is8 ? ['LengthProtocol', 'LengthProtocolV5'] : ['LengthProtocol'] as $protocol) {
    $rules += [
        "NetsvrBusiness\Workerman\\$protocol parent: NetsvrBusiness\Native\\$protocol instead of none" => $shim,
        "NetsvrBusiness\Native\\$protocol: added" => $shim,
        "NetsvrBusiness\Workerman\\$protocol interface Workerman\Protocols\ProtocolInterface: none instead of there"
            => 'implemented where Workerman is there; this test has none',
    ];
}
if ($is8) {
    $rules += [
        'NetsvrBusiness\MainSocketManager: added' => 'main sockets without Workerman, and the loop that reads them',
        'NetsvrBusiness\Workerman\MainSocketManager::registerAtMost(): added' => 'processes too many stand by',
        'NetsvrBusiness\Native\Heartbeat: added' => 'what timers of task sockets call',
        'NetsvrBusiness\NetBus::connInfoByCustomerId() parameter 1: array|int|string $customerIds instead of '
            . 'array|string $customerIds' => 'difference 22: takes an int, as its sisters do',
        "NetsvrBusiness\NetBus::limit() parameter 1: ?$messages\LimitReq \$limitReq = null instead of "
            . "?$messages\LimitReq \$limitReq" => 'difference 21: null is the default',
        'NetsvrBusiness\Ret\* interface JsonSerializable: there instead of none' => 'difference 23: as JSON it is its rows',
        'NetsvrBusiness\Ret\*::jsonSerialize(): added' => 'difference 23: as JSON it is its rows',
        'NetsvrBusiness\Exception\SocketReceiveException::getPartial(): added'
            => 'difference 20: what the others have answered, as the call gives it',
    ];
} else {
    $rules += [
        'Netsvr\ConnOpenResp: added' => 'what callbacks of gateway 8.x answer',
        'NetsvrBusiness\Workerman\LengthProtocol::input() return type: int instead of none' => 'Workerman 5 asks for it',
        'NetsvrBusiness\MainSocketManager::run(): added' => 'the loop that reads them',
        'NetsvrBusiness\MainSocketManager::registerAtMost(): added' => 'processes too many stand by',
    ];
}
foreach (
    [
        'readWrapperValue', 'writeWrapperValue', 'readOneof', 'hasOneof', 'writeOneof', 'whichOneof', 'mergeFromArray',
        'mergeFromJsonArray', 'parseFromStream', 'parseFromJsonStream', 'serializeToStream', 'serializeToJsonStream',
        'byteSize', 'jsonByteSize',
    ] as $method
) {
    $rules["$messages\Message::$method(): missing"] = $inner;
}
foreach (['Message', 'RepeatedField', 'MapField'] as $class) {
    foreach (['__serialize', '__unserialize'] as $method) {
        $rules["$messages\\$class::$method(): added"] = 'serialize() writes all properties of Google\'s classes; of these the bytes';
    }
}
foreach (['Repeated' => 'offset', 'Map' => 'key'] as $kind => $offset) {
    $class = "$messages\\{$kind}Field";
    foreach (['offsetGet', 'offsetSet', 'offsetUnset', 'offsetExists'] as $method) {
        $rules["$class::$method() parameter 1: mixed \$$offset instead of \$$offset"] = $typed;
    }
    $rules["$class::offsetSet() parameter 2: mixed \$value instead of \$value"] = $typed;
    $rules["$class::offsetGet() return type: mixed instead of none"] = $typed;
    $rules["$class::offsetSet() return type: void instead of none"] = $typed;
    $rules["$class::offsetUnset() return type: void instead of none"] = $typed;
}
foreach (
    [
        'Repeated' => ['int $type', '?string $klass = null'],
        'Map' => ['int $key_type', 'int $value_type', '?string $klass = null'],
    ] as $kind => $parameters
) {
    foreach ($parameters as $index => $parameter) {
        $untyped = explode(' ', $parameter, 2)[1];
        $rules["$messages\\{$kind}Field::__construct() parameter " . $index + 1 . ": $parameter instead of $untyped"] = $typed;
    }
}
foreach (
    [
        'string $message = "" instead of $message', 'int $code = 0 instead of $code = 0',
        '?Throwable $previous = null instead of ?Exception $previous = null',
    ] as $index => $difference
) {
    $rules['NetsvrBusiness\Exception\DecodeException::__construct() parameter ' . $index + 1 . ": $difference"]
        = 'has the constructor of \Exception itself';
}

return [
    'renamed' => [
        "$google\Message" => "$messages\Message",
        "$google\RepeatedField" => "$messages\RepeatedField",
        "$google\MapField" => "$messages\MapField",
        "$google\GPBDecodeException" => 'NetsvrBusiness\Exception\DecodeException',
    ],
    'rules' => $rules,
    'played' => [
        'NetsvrBusiness\Workerman\MainSocket' => [
            ['recorded' => 'connection object', 'here' => 'connection null', 'why' => 'the connection is read natively; there is no TcpConnection'],
            ...($is8 ? [
                [
                    'recorded' => ['socket.getSocket()', ...array_fill(0, 2, 'socket.getAddr()')],
                    'here' => ['socket.getSocket()', ...array_fill(0, 3, 'socket.getAddr()')],
                    'why' => 'what is known of the gateway is kept by its address',
                ],
                [
                    'recorded' => ['arrived: 0x0000000464617461', 'unregister()', 'unregister: true'],
                    'here' => [
                        'arrived: 0x0000000464617461', 'unregister()', ...array_fill(0, 3, 'socket.getAddr()'), 'unregister: false',
                    ],
                    'why' => 'difference 18: it waits for the answer, and none comes',
                ],
            ] : []),
        ],
        'NetsvrBusiness\Workerman\MainSocketManager' => [
            [
                'recorded' => ['main 127.0.0.1:6062.unregister()'],
                'here' => ['main 127.0.0.1:6062.unregister()', 'main 127.0.0.1:6061.close()', 'main 127.0.0.1:6062.close()'],
                'why' => 'difference 18: what came before the answer is handled, then all are closed, without a timer',
            ],
        ],
    ],
    'widened' => $is8 ? ['NetsvrBusiness\NetBus' => [
        'connInfoByCustomerId' => [['type' => 'array|string|int']],
        'limit' => [['default' => null]],
    ]] : [],
];
