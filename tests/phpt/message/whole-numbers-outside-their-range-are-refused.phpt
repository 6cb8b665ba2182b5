--TEST--
A whole number outside the range of its field is a RangeException, in JSON a DecodeException; the field keeps its value
--FILE--
<?php
/** What a value becomes in a field, or why it does not. */
function outcome(Netsvr\Message $message, string $field, callable $set): string
{
    $before = $message->serializeToString();
    try {
        $set();
        return var_export($message->{"get$field"}(), true);
    } catch (Exception $exception) {
        return get_class($exception) . ': ' . $exception->getMessage()
            . ($message->serializeToString() === $before ? '' : ' AND IT CHANGED');
    }
}

$fields = [
    'int32' => ['LimitReq', 'onOpen'],
    'uint32' => ['RegisterReq', 'processCmdGoroutineNum'],
    'int64' => ['MetricsRespItem', 'count'],
    'enum' => ['RegisterResp', 'code'],
];
$values = [
    1e30, -1e30, 2 ** 64, 2 ** 96, 9223372036854775808.0, -9223372036854775808.0, INF, -INF, NAN, '1e30',
    '9223372036854775807', '9223372036854775808', '-9223372036854775809', '1e999', 4294967296, 4294967295,
    4294967295.5, 2147483648, 2147483647.9, -2147483648.9, -2147483649, PHP_INT_MIN, '4294967296', '-1', 1.9,
];
foreach ($fields as $kind => [$class, $field]) {
    echo "$kind\n";
    $class = "Netsvr\\$class";
    foreach ($values as $value) {
        $set = (new $class())->{"set$field"}(7);
        $made = outcome($set, $field, fn() => $set->{"set$field"}($value));
        echo '  ', var_export($value, true), ' => ', str_replace('RangeException: Expect an ', '', $made), "\n";
        // the constructor is as the setter
        try {
            $constructed = var_export((new $class([$field => $value]))->{"get$field"}(), true);
        } catch (RangeException $exception) {
            $constructed = 'RangeException: ' . $exception->getMessage();
        }
        if ($constructed !== $made) {
            echo "    constructed: $constructed\n";
        }
    }
    foreach (['1e30', '-1e30', '1e999', '"1e30"', '18446744073709551616', '-4294967296', '4294967296'] as $json) {
        $message = (new $class())->{"set$field"}(7);
        $read = outcome($message, $field, fn() => $message->mergeFromJsonString("{\"$field\":$json}"));
        echo "  JSON $json => ", str_replace('Error occurred during parsing: ', '', $read), "\n";
    }
}

echo "in maps\n";
$counts = (new Netsvr\TopicUniqIdCountResp())->setItems(['a' => 1]);
$metrics = new Netsvr\MetricsResp();
foreach ([
    fn() => $counts->setItems(['a' => 1e30]),
    fn() => $counts->getItems()['a'] = NAN,
    fn() => $metrics->getItems()[2 ** 96] = new Netsvr\MetricsRespItem(),
    fn() => $metrics->setItems([4294967296 => new Netsvr\MetricsRespItem()]),
] as $set) {
    try {
        $set();
    } catch (RangeException $exception) {
        echo '  ', $exception->getMessage(), "\n";
    }
}
echo '  ', $counts->serializeToJsonString(), ' ', $metrics->serializeToJsonString(), "\n";
?>
--EXPECT--
int32
  1.0E+30 => integer of 32 bits, 1.0E+30 given.
  -1.0E+30 => integer of 32 bits, -1.0E+30 given.
  1.8446744073709552E+19 => integer of 32 bits, 1.844674407371E+19 given.
  7.922816251426434E+28 => integer of 32 bits, 7.9228162514264E+28 given.
  9.223372036854776E+18 => integer of 32 bits, 9.2233720368548E+18 given.
  -9.223372036854776E+18 => integer of 32 bits, -9.2233720368548E+18 given.
  INF => integer of 32 bits, INF given.
  -INF => integer of 32 bits, -INF given.
  NAN => integer of 32 bits, NAN given.
  '1e30' => integer of 32 bits, 1e30 given.
  '9223372036854775807' => integer of 32 bits, 9223372036854775807 given.
  '9223372036854775808' => integer of 32 bits, 9223372036854775808 given.
  '-9223372036854775809' => integer of 32 bits, -9223372036854775809 given.
  '1e999' => integer of 32 bits, 1e999 given.
  4294967296 => integer of 32 bits, 4294967296 given.
  4294967295 => integer of 32 bits, 4294967295 given.
  4294967295.5 => integer of 32 bits, 4294967295.5 given.
  2147483648 => integer of 32 bits, 2147483648 given.
  2147483647.9 => 2147483647
  -2147483648.9 => -2147483648
  -2147483649 => integer of 32 bits, -2147483649 given.
  -9223372036854775807-1 => integer of 32 bits, -9223372036854775808 given.
  '4294967296' => integer of 32 bits, 4294967296 given.
  '-1' => -1
  1.9 => 1
  JSON 1e30 => NetsvrBusiness\Exception\DecodeException: Int32 too large
  JSON -1e30 => NetsvrBusiness\Exception\DecodeException: Int32 too small
  JSON 1e999 => NetsvrBusiness\Exception\DecodeException: Int32 too large
  JSON "1e30" => NetsvrBusiness\Exception\DecodeException: Int32 too large
  JSON 18446744073709551616 => NetsvrBusiness\Exception\DecodeException: Int32 too large
  JSON -4294967296 => NetsvrBusiness\Exception\DecodeException: Int32 too small
  JSON 4294967296 => NetsvrBusiness\Exception\DecodeException: Int32 too large
uint32
  1.0E+30 => unsigned integer of 32 bits, 1.0E+30 given.
  -1.0E+30 => unsigned integer of 32 bits, -1.0E+30 given.
  1.8446744073709552E+19 => unsigned integer of 32 bits, 1.844674407371E+19 given.
  7.922816251426434E+28 => unsigned integer of 32 bits, 7.9228162514264E+28 given.
  9.223372036854776E+18 => unsigned integer of 32 bits, 9.2233720368548E+18 given.
  -9.223372036854776E+18 => unsigned integer of 32 bits, -9.2233720368548E+18 given.
  INF => unsigned integer of 32 bits, INF given.
  -INF => unsigned integer of 32 bits, -INF given.
  NAN => unsigned integer of 32 bits, NAN given.
  '1e30' => unsigned integer of 32 bits, 1e30 given.
  '9223372036854775807' => unsigned integer of 32 bits, 9223372036854775807 given.
  '9223372036854775808' => unsigned integer of 32 bits, 9223372036854775808 given.
  '-9223372036854775809' => unsigned integer of 32 bits, -9223372036854775809 given.
  '1e999' => unsigned integer of 32 bits, 1e999 given.
  4294967296 => unsigned integer of 32 bits, 4294967296 given.
  4294967295 => -1
  4294967295.5 => -1
  2147483648 => -2147483648
  2147483647.9 => 2147483647
  -2147483648.9 => -2147483648
  -2147483649 => unsigned integer of 32 bits, -2147483649 given.
  -9223372036854775807-1 => unsigned integer of 32 bits, -9223372036854775808 given.
  '4294967296' => unsigned integer of 32 bits, 4294967296 given.
  '-1' => -1
  1.9 => 1
  JSON 1e30 => NetsvrBusiness\Exception\DecodeException: Uint32 too large
  JSON -1e30 => NetsvrBusiness\Exception\DecodeException: Uint32 too small
  JSON 1e999 => NetsvrBusiness\Exception\DecodeException: Uint32 too large
  JSON "1e30" => NetsvrBusiness\Exception\DecodeException: Uint32 too large
  JSON 18446744073709551616 => NetsvrBusiness\Exception\DecodeException: Uint32 too large
  JSON -4294967296 => NetsvrBusiness\Exception\DecodeException: Uint32 too small
  JSON 4294967296 => NetsvrBusiness\Exception\DecodeException: Uint32 too large
int64
  1.0E+30 => integer of 64 bits, 1.0E+30 given.
  -1.0E+30 => integer of 64 bits, -1.0E+30 given.
  1.8446744073709552E+19 => integer of 64 bits, 1.844674407371E+19 given.
  7.922816251426434E+28 => integer of 64 bits, 7.9228162514264E+28 given.
  9.223372036854776E+18 => integer of 64 bits, 9.2233720368548E+18 given.
  -9.223372036854776E+18 => -9223372036854775807-1
  INF => integer of 64 bits, INF given.
  -INF => integer of 64 bits, -INF given.
  NAN => integer of 64 bits, NAN given.
  '1e30' => integer of 64 bits, 1e30 given.
  '9223372036854775807' => 9223372036854775807
  '9223372036854775808' => integer of 64 bits, 9223372036854775808 given.
  '-9223372036854775809' => integer of 64 bits, -9223372036854775809 given.
  '1e999' => integer of 64 bits, 1e999 given.
  4294967296 => 4294967296
  4294967295 => 4294967295
  4294967295.5 => 4294967295
  2147483648 => 2147483648
  2147483647.9 => 2147483647
  -2147483648.9 => -2147483648
  -2147483649 => -2147483649
  -9223372036854775807-1 => -9223372036854775807-1
  '4294967296' => 4294967296
  '-1' => -1
  1.9 => 1
  JSON 1e30 => NetsvrBusiness\Exception\DecodeException: Int64 too large
  JSON -1e30 => NetsvrBusiness\Exception\DecodeException: Int64 too small
  JSON 1e999 => NetsvrBusiness\Exception\DecodeException: Int64 too large
  JSON "1e30" => NetsvrBusiness\Exception\DecodeException: Int64 too large
  JSON 18446744073709551616 => NetsvrBusiness\Exception\DecodeException: Int64 too large
  JSON -4294967296 => -4294967296
  JSON 4294967296 => 4294967296
enum
  1.0E+30 => integer of 32 bits, 1.0E+30 given.
  -1.0E+30 => integer of 32 bits, -1.0E+30 given.
  1.8446744073709552E+19 => integer of 32 bits, 1.844674407371E+19 given.
  7.922816251426434E+28 => integer of 32 bits, 7.9228162514264E+28 given.
  9.223372036854776E+18 => integer of 32 bits, 9.2233720368548E+18 given.
  -9.223372036854776E+18 => integer of 32 bits, -9.2233720368548E+18 given.
  INF => integer of 32 bits, INF given.
  -INF => integer of 32 bits, -INF given.
  NAN => integer of 32 bits, NAN given.
  '1e30' => integer of 32 bits, 1e30 given.
  '9223372036854775807' => integer of 32 bits, 9223372036854775807 given.
  '9223372036854775808' => integer of 32 bits, 9223372036854775808 given.
  '-9223372036854775809' => integer of 32 bits, -9223372036854775809 given.
  '1e999' => integer of 32 bits, 1e999 given.
  4294967296 => integer of 32 bits, 4294967296 given.
  4294967295 => integer of 32 bits, 4294967295 given.
  4294967295.5 => integer of 32 bits, 4294967295.5 given.
  2147483648 => integer of 32 bits, 2147483648 given.
  2147483647.9 => 2147483647
  -2147483648.9 => -2147483648
  -2147483649 => integer of 32 bits, -2147483649 given.
  -9223372036854775807-1 => integer of 32 bits, -9223372036854775808 given.
  '4294967296' => integer of 32 bits, 4294967296 given.
  '-1' => -1
  1.9 => 1
  JSON 1e30 => NetsvrBusiness\Exception\DecodeException: Enum field only accepts integer or enum value name
  JSON -1e30 => NetsvrBusiness\Exception\DecodeException: Enum field only accepts integer or enum value name
  JSON 1e999 => NetsvrBusiness\Exception\DecodeException: Enum field only accepts integer or enum value name
  JSON "1e30" => NetsvrBusiness\Exception\DecodeException: Enum field only accepts integer or enum value name
  JSON 18446744073709551616 => NetsvrBusiness\Exception\DecodeException: Enum field only accepts integer or enum value name
  JSON -4294967296 => NetsvrBusiness\Exception\DecodeException: Int32 too small
  JSON 4294967296 => NetsvrBusiness\Exception\DecodeException: Int32 too large
in maps
  Expect an integer of 32 bits, 1.0E+30 given.
  Expect an integer of 32 bits, NAN given.
  Expect an integer of 32 bits, 7.9228162514264E+28 given.
  Expect an integer of 32 bits, 4294967296 given.
  {"items":{"a":1}} {}
