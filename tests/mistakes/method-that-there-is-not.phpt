--TEST--
A method that NetBus does not have
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;

phpSays(
    fn() => NetBus::sendAll('hello'),
    words: 'Call to undefined method NetsvrBusiness\NetBus::sendAll()',
    where: 'NetsvrBusiness\NetBus::sendAll()',
    why: 'no such method',
    change: 'php-stubs',
);
?>
--EXPECT--
says where, and the page why and what to change
