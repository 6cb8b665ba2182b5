--TEST--
A heartbeat that is due while its gateway is down does not keep the own loop from sleeping
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
use NetsvrTests\Support\ProcessorTime;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);

Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        heartbeat: 100,
        tick: function (BusinessProcess $me): void {
            // the attempt after the first one, which is made at once, begins after 2.4 seconds at the earliest
            $me->notes[] = ProcessorTime::all();
            if (count($me->notes) === 4) {
                $spent = $me->notes[3] - $me->notes[1];
                $me->report($spent < 0.1 ? 'slept' : sprintf('took %.3f s of CPU, not slept', $spent));
            }
        },
        tickInterval: 700
    );
    $business->until('register');
    $gateway->down();
    echo '  ', implode(', ', array_slice($business->until('lost'), -1)), "\n";
    echo '  ', implode(', ', array_slice($business->until('slept'), -1)), "\n";
    $business->kill();
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  slept
