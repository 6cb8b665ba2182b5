--TEST--
A port that speaks TLS in place of the worker port
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Step;

$server = FakeGateway::start([[Step::raw("\x15\x03\x01\x00\x02\x02\x46")]]);
gateways($address = $server->addr());
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "receive from $address failed",
    why: 'nothing has ever answered at this address',
    change: 'check that it is the worker port',
);
?>
--EXPECT--
says where, why and what to change
