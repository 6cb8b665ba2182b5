--TEST--
The port of MySQL, which speaks first, in place of the worker port
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Step;

// Its greeting is on its way when the question leaves.
$server = FakeGateway::start([[Step::afterBytes(1, Step::raw("J\0\0\0\n8.0.36\0")), Step::silence()]]);
gateways($address = $server->addr());
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "receive from $address failed",
    why: 'above the limit',
    change: 'check that it is the worker port',
);
?>
--EXPECT--
says where, why and what to change
