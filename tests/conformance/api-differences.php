<?php
/*
 * What api.php may find different from the recorded API, and why:
 *
 *     renamed                   recorded class => the class that stands in its place
 *     rules                     line of a difference => reason; * stands for a part of a name
 *
 *     played                    class => what children.php may find different when its child is played, and why
 *
 * Each expectation must be met: what is no difference any more has to leave this file. Properties are not
 * compared here: what the package kept in them is held in native state here.
 */
declare(strict_types=1);

$google = 'Google\Protobuf\Internal';
$base = 'messages work without Google\'s library, so they have a base of their own';
$inner = 'an inner step of Google\'s codec; there are no streams and no wrapper types here';
$typed = 'declares the types that Google\'s class leaves to its documentation';
$shim = 'the native parent of a class that implements an interface of user code';

$rules = [
    'Netsvr\* parent: Netsvr\Message instead of ' . "$google\Message" => $base,
    'Netsvr\Message kind: abstract class instead of class' => 'no message is of the base class itself',
    'NetsvrBusiness\NetBus::repeatedFieldToArray() parameter 1: Netsvr\RepeatedField $repeatedField instead of '
        . "$google\RepeatedField \$repeatedField" => 'the lists of messages are Netsvr\RepeatedField',
    'NetsvrBusiness\Container parent: NetsvrBusiness\Native\Container instead of none' => $shim,
    'NetsvrBusiness\Exception\ClassNotFoundException parent: NetsvrBusiness\Native\ClassNotFoundException instead of '
        . 'RuntimeException' => "$shim; it extends RuntimeException",
    'NetsvrBusiness\Native\Container: added' => $shim,
    'NetsvrBusiness\Native\ClassNotFoundException: added' => $shim,
    'NetsvrBusiness\Workerman\LengthProtocol parent: NetsvrBusiness\Native\LengthProtocol instead of none' => $shim,
    'NetsvrBusiness\Native\LengthProtocol: added' => $shim,
    'NetsvrBusiness\Workerman\LengthProtocol interface Workerman\Protocols\ProtocolInterface: none instead of there'
        => 'implemented where Workerman is there; this test has none',
    'NetsvrBusiness\Workerman\LengthProtocol::input() return type: int instead of none' => 'Workerman 5 asks for it',
    'NetsvrBusiness\MainSocket: added' => 'main sockets without Workerman',
    'NetsvrBusiness\MainSocketManager::run(): added' => 'the loop that reads them',
    'NetsvrBusiness\MainSocketManager::registerAtMost(): added' => 'processes too many stand by',
    'NetsvrBusiness\NetBus::flush(): added' => 'what the gateways have carried out',
    'NetsvrBusiness\Doctor: added' => 'what listens at an address, for a person who asks',
    'NetsvrBusiness\Exception\SocketReceiveException::getFailures(): added' => 'all gateways that have failed',
    'NetsvrBusiness\Exception\SocketReceiveException::getPartialResult(): added' => 'what the others have answered',
    'NetsvrBusiness\Exception\SocketSendException::getFailures(): added' => 'all gateways that have failed',
    'NetsvrBusiness\Native\Callback: added' => 'what loops and timers call',
    'NetsvrBusiness\Native\ConnectionRow: added' => 'a main socket in the table of Workerman\'s connections command',
    'NetsvrBusiness\Native\EndOfRequest: added' => 'tells loggers how many equal lines were left out, when a request ends',
    'NetsvrBusiness\Native\Functions: added' => 'what functions that are declared in PHP code call',
    'NetsvrBusiness\Health: added' => 'a readiness probe',
    'NetsvrBusiness\Stats: added' => 'counters of this process, and of all that share memory, by gateway',
    'Netsvr\FieldIterator: added' => 'the iterator of RepeatedField and MapField',
];
foreach (
    [
        'readWrapperValue', 'writeWrapperValue', 'readOneof', 'hasOneof', 'writeOneof', 'whichOneof', 'mergeFromArray',
        'mergeFromJsonArray', 'parseFromStream', 'parseFromJsonStream', 'serializeToStream', 'serializeToJsonStream',
        'byteSize', 'jsonByteSize',
    ] as $method
) {
    $rules["Netsvr\Message::$method(): missing"] = $inner;
}
foreach (['Message', 'RepeatedField', 'MapField'] as $class) {
    foreach (['__serialize', '__unserialize'] as $method) {
        $rules["Netsvr\\$class::$method(): added"] = 'serialize() writes all properties of Google\'s classes; of these the bytes';
    }
}
foreach (['Repeated' => 'offset', 'Map' => 'key'] as $kind => $offset) {
    $class = "Netsvr\\{$kind}Field";
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
        $rules["Netsvr\\{$kind}Field::__construct() parameter " . $index + 1 . ": $parameter instead of $untyped"] = $typed;
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
        "$google\Message" => 'Netsvr\Message',
        "$google\RepeatedField" => 'Netsvr\RepeatedField',
        "$google\MapField" => 'Netsvr\MapField',
        "$google\GPBDecodeException" => 'NetsvrBusiness\Exception\DecodeException',
    ],
    'rules' => $rules,
    'played' => [
        'NetsvrBusiness\Workerman\MainSocket' => [
            ['recorded' => 'connection object', 'here' => 'connection null', 'why' => 'the connection is read natively; there is no TcpConnection'],
        ],
    ],
];
