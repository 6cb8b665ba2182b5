--TEST--
API 8: NetsvrProtocol\* and Netsvr\* name the same classes; handlers that name the other one are handlers
--INI--
netsvr.api=8
--FILE--
<?php
use NetsvrBusiness\Contract\EventInterface;

// Nothing has been loaded: neither a type nor instanceof asks an autoloader.
$takes = static fn(Netsvr\Transfer $transfer): string => $transfer->getData();
$transfer = (new NetsvrProtocol\Transfer())->setData('one class');
var_dump($takes($transfer), $transfer instanceof Netsvr\Transfer, $transfer::class);

$names = [
    'Message', 'RepeatedField', 'MapField', 'Cmd', 'Event', 'RegisterRespCode', 'ConnOpenResp',
    ...array_map(static fn(string $class): string => substr($class, strlen('NetsvrProtocol\\')), array_filter(
        get_declared_classes(),
        static fn(string $class): bool => str_starts_with($class, 'NetsvrProtocol\\') && is_subclass_of($class, NetsvrProtocol\Message::class)
    )),
];
$differs = array_filter(
    array_unique($names),
    static fn(string $name): bool => (new ReflectionClass("Netsvr\\$name"))->getName() !== "NetsvrProtocol\\$name"
);
echo count(array_unique($names)), ' classes, other than the same: ', count($differs), "\n";
var_dump(class_exists('Netsvr\Constant'), class_exists('NetsvrProtocol\Constant'));
var_dump(Netsvr\Event::OnOpen === NetsvrProtocol\Event::OnOpen, Netsvr\Cmd::name(NetsvrProtocol\Cmd::Broadcast));

final class Events implements EventInterface
{
    public function onOpen(Netsvr\ConnOpen $connOpen): void
    {
    }

    public function onMessage(NetsvrProtocol\Transfer $transfer): void
    {
    }

    public function onClose(Netsvr\ConnClose $connClose): void
    {
    }
}

final class Order extends Netsvr\Broadcast
{
}

var_dump(new Events() instanceof EventInterface, new Order() instanceof NetsvrProtocol\Broadcast);

// What code of API 4 has put into a queue.
$bytes = str_replace('O:23:"NetsvrProtocol\Transfer"', 'O:15:"Netsvr\Transfer"', serialize($transfer));
var_dump(unserialize($bytes)->getData());
$list = (new NetsvrProtocol\UniqIdListResp())->setUniqIds(['a'])->getUniqIds();
var_dump($list instanceof Netsvr\RepeatedField);
?>
--EXPECT--
string(9) "one class"
bool(true)
string(23) "NetsvrProtocol\Transfer"
64 classes, other than the same: 0
bool(false)
bool(false)
bool(true)
string(9) "Broadcast"
bool(true)
bool(true)
string(9) "one class"
bool(true)
