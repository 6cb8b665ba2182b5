--TEST--
Cmd, Event and RegisterRespCode hold integer constants and find their names
--FILE--
<?php
var_dump(Netsvr\Cmd::ConnOpen, Netsvr\Cmd::Unregister, Netsvr\Event::OnMessage, Netsvr\RegisterRespCode::DuplicateRegister);
var_dump(Netsvr\Cmd::name(900003018), Netsvr\Cmd::name('900001003'), Netsvr\Event::name(0));
foreach ([static fn() => Netsvr\Event::name(3), static fn() => Netsvr\Event::value('OnOpen')] as $ask) {
    try {
        $ask();
    } catch (UnexpectedValueException $exception) {
        echo $exception->getMessage(), "\n";
    }
}
--EXPECT--
int(900001001)
int(900003002)
int(4)
int(3)
string(5) "Limit"
string(8) "Transfer"
string(11) "Placeholder"
Enum Netsvr\Event has no name defined for value 3
Enum Netsvr\Event has no value defined for name OnOpen
