--TEST--
Nobody listens there, and the doctor is asked
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\Port;

$address = Port::hold();
mistake(
    fn() => implode("\n", \NetsvrBusiness\Doctor::examine($address)['problems']),
    where: "at $address is",
    why: 'nobody listens there',
    change: 'start the gateway, or correct the worker address',
);
?>
--EXPECT--
says where, why and what to change
