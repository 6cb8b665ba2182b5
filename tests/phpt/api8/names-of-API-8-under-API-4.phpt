--TEST--
API 4: NetsvrProtocol\* names the messages, too; Constant is there, what API 8 alone has is not
--FILE--
<?php
$takes = static fn(NetsvrProtocol\Transfer $transfer): string => $transfer::class;
var_dump($takes(new Netsvr\Transfer()));
var_dump(NetsvrProtocol\Event::OnMessage === Netsvr\Event::OnMessage);
var_dump(class_exists('Netsvr\Constant'), class_exists('NetsvrProtocol\Constant'));
$of8 = ['MainSocketManager', 'LengthProtocolV5'];
var_dump(array_filter($of8, static fn(string $class): bool => class_exists("NetsvrBusiness\\Workerman\\$class")));
?>
--EXPECT--
string(15) "Netsvr\Transfer"
bool(true)
bool(true)
bool(false)
array(0) {
}
