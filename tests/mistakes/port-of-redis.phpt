--TEST--
The port of Redis in place of the worker port
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Step;

$server = FakeGateway::start([[Step::raw("-ERR unknown command\r\n")]]);
gateways($address = $server->addr());
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "receive from $address failed",
    why: 'these four bytes are the text "-ERR"',
    change: 'check that it is the worker port',
);
?>
--EXPECT--
says where, why and what to change
