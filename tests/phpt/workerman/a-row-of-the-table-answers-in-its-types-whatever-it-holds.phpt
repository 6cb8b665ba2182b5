--TEST--
A row of the table of connections: its methods answer in their types, whatever somebody has put into it
--FILE--
<?php
use NetsvrBusiness\Native\ConnectionRow;

$row = new ConnectionRow();
$methods = ['isIpV4', 'isIpV6', 'getRecvBufferQueueSize', 'getSendBufferQueueSize', 'getLocalAddress', 'getRemoteAddress'];
$tell = static function (string $what) use ($row, $methods): void {
    $answers = array_map(static fn(string $method): string => json_encode($row->$method()), $methods);
    echo "$what: ", implode(' ', $answers), "\n";
};
$tell('new');
foreach (['text6', 17, [1], null] as $value) {
    foreach (['local', 'remote', 'ipv6', 'unread', 'unwritten'] as $name) {
        $property = new ReflectionProperty(ConnectionRow::class, $name);
        $property->setValue($row, $value);
    }
    $tell(json_encode($value));
}
?>
--EXPECT--
new: true false 0 0 "" ""
"text6": false true 0 0 "text6" "text6"
17: false true 17 17 "" ""
[1]: false true 0 0 "" ""
null: true false 0 0 "" ""
