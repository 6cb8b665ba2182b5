--TEST--
A renewed registration that is refused, cut off or answered with rubbish is logged and tried again
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([
        [GatewayFrames::registered('first')],
        [GatewayFrames::refused(1, 'not now')],
        [Step::close()],
        [GatewayFrames::registered('last')],
        [],
    ]);
    $business = Business::start($host, [$gateway->addr()], timeout: 2);
    $business->until('register to');
    $gateway->closeConnections();
    $failed = 0;
    do {
        $lines = $business->until('register to', 12);
        $failed += str_contains(end($lines), 'failed') ? 1 : 0;
    } while (str_contains(end($lines), 'failed'));
    echo '  ', end($lines), $failed === 2 ? " after two failures\n" : " AFTER $failed FAILURES\n";
    $gateway->push(GatewayFrames::open('ann'));
    $business->printUntil('ann');
    $business->printStop();
    GatewayFrames::print(array_slice($gateway->frames(), -1));
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main register to the gateway ok. after two failures
  onOpen ann
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 3 sent Unregister last
