--TEST--
A main socket that is added while the own loop runs is connected and registered
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $added = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $me->report('onMessage ' . $transfer->getData());
            if ($transfer->getData() !== 'here too') {
                $me->manager->addSocket($me->mainSocket($transfer->getData()));
            }
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', $added->addr()));
    $business->until('onMessage');
    echo '  ', str_replace($added->addr(), 'the added one', implode("\n  ", $business->until('register'))), "\n";
    $added->push(GatewayFrames::message('bob', 'here too'));
    $business->printUntil('here too');
    $business->kill();
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  info main connect to the added one ok.
  info main register to the added one ok.
  onMessage here too
