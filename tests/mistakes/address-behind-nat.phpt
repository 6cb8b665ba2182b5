--TEST--
A gateway that listens at 0.0.0.0, as in a container: its uniqIds name no address that anybody has configured
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;

$gateways = [DevGate::startOn('127.0.0.1:0', '0.0.0.0:0', '--allow-remote'), DevGate::start()];
$client = $gateways[0]->client();
gateways(strtr($gateways[0]->workerAddr, ['0.0.0.0' => '127.0.0.1']), $gateways[1]->workerAddr);
mistake(
    fn() => NetBus::singleCast($client->uniqId, 'hello'),
    where: "it is of the gateway that listens at {$gateways[0]->workerAddr}",
    why: 'belong to no configured gateway and were skipped',
    change: 'let that name no other one (not 0.0.0.0, nor one behind NAT)',
);
?>
--EXPECT--
says where, why and what to change
