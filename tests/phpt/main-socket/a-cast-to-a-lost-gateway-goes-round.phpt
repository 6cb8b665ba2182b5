--TEST--
A one-way command while its main socket is lost goes through the task socket: nothing is lost once the gateway is up
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        tick: function (BusinessProcess $me) use ($uniqId): void {
            // A file, because the loop cannot be told otherwise while the connection is lost.
            if (is_file("$me->folder/send") && !isset($me->notes['sent'])) {
                $me->notes['sent'] = true;
                NetBus::singleCast($uniqId, 'meanwhile');
                $me->report('sent');
            }
        },
        prepare: fn(BusinessProcess $me) => $me->report("folder $me->folder")
    );
    $folder = substr((string)$business->next(), strlen('folder '));
    $business->until('register');
    $gateway->down();
    $business->until('connect to the gateway failed');
    $gateway->up();
    // the pause after the attempt that was made at once is over, the next attempt to register is not due
    usleep(300_000);
    touch("$folder/send");
    $business->printUntil('sent');
    GatewayFrames::print($gateway->frames(2));
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info task connect to the gateway ok.
  sent
  connection 0 sent Register
  connection 1 sent SingleCast meanwhile
