--TEST--
A uniqId from a database, of a gateway that is not configured any more
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateways = [DevGate::start(), DevGate::start()];
gateways($gateways[0]->workerAddr, $gateways[1]->workerAddr);
mistake(
    fn() => NetBus::singleCast('0a00000117ad654321ab00000007', 'hello'),
    where: 'it is of the gateway that listens at 10.0.0.1:6061',
    why: 'belong to no configured gateway and were skipped',
    change: 'or forget the uniqId',
);
?>
--EXPECT--
says where, why and what to change
