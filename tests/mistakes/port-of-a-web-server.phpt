--TEST--
The port of a web server in place of the worker port
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Step;

$server = FakeGateway::start([[Step::raw("HTTP/1.1 400 Bad Request\r\nConnection: close\r\n\r\n")]]);
gateways($address = $server->addr());
mistake(
    fn() => NetBus::uniqIdCount(),
    where: "receive from $address failed",
    why: 'these four bytes are the text "HTTP"',
    change: 'not a web server',
);
?>
--EXPECT--
says where, why and what to change
