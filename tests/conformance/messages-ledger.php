<?php
/*
 * What differs on purpose from what was recorded of the messages, by kinds: gives for an entry the number in the table
 * of deliberate differences and the outcome expected instead, null where the recorded one is expected.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

/**
 * @param string $name of the entry
 * @param string|null $type the protobuf type of the field that is set
 * @return array{difference: int, outcome: array}|null
 */
return static function (string $name, array $recorded, ?string $type): ?array {
    $thrown = static fn(string $class, string $message): array => [
        'exception' => ['class' => $class, 'message' => $message, 'code' => 0],
    ];
    // malformed bytes are a DecodeException of this extension
    if (($recorded['exception']['class'] ?? '') === 'Google\Protobuf\Internal\GPBDecodeException') {
        return [
            'difference' => 9,
            'outcome' => $thrown('NetsvrBusiness\Exception\DecodeException', 'Error occurred during parsing: '),
        ];
    }
    // the fields' objects are of this extension
    if (preg_match('~^\$(RepeatedField|MapField) class$~', $name, $class)) {
        return ['difference' => 13, 'outcome' => ['ok' => Api::current()->message($class[1])]];
    }
    // an int32 outside its range is refused
    $numbers = ['int32 overflow' => '2147483648', 'int64 max' => '9223372036854775807', 'huge float' => '1.0E+30'];
    foreach ($numbers as $case => $number) {
        if ($type === 'int32' && str_ends_with($name, " $case")) {
            return [
                'difference' => 14,
                'outcome' => $thrown('RangeException', "Expect an integer of 32 bits, $number given."),
            ];
        }
    }
    return null;
};
