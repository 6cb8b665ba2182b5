--TEST--
0.0.0.0 as worker address, with a second gateway beside it
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateways = [DevGate::start(), DevGate::start()];
$client = $gateways[0]->client();
gateways(strtr($gateways[0]->workerAddr, ['127.0.0.1' => '0.0.0.0']), $gateways[1]->workerAddr);
mistake(
    fn() => NetBus::singleCast($client->uniqId, 'hello'),
    where: "it is of the gateway that listens at {$gateways[0]->workerAddr}",
    why: 'belong to no configured gateway and were skipped',
    change: 'give a socket this very address',
);
?>
--EXPECT--
says where, why and what to change
