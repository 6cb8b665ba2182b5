--TEST--
SIGTERM while run() waits for a gateway that does not answer the registration ends it soon
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
use NetsvrTests\Support\Step;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[Step::silence()], []]);
    $business = Business::start($host, [$gateway->addr()], timeout: 3);
    $business->printUntil('connect');
    $gateway->frames(1);
    $start = microtime(true);
    $business->signal(SIGTERM);
    echo '  status ', $business->status(9), "\n";
    echo microtime(true) - $start < 5 ? '' : "  LATE\n";
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  info main connect to the gateway ok.
  status 0
