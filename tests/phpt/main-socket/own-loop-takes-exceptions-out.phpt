--TEST--
What tick throws comes out of run(), after unregistering and closing; a signal handler's exception, too
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

Setup::endAfter(50);
Host::each(function (Host $host): void {
    foreach (['tick' => false, 'signal handler' => true] as $title => $signal) {
        echo "  $title\n";
        $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
        $business = Business::start(
            $host,
            [$gateway->addr()],
            prepare: function (): void {
                pcntl_async_signals(true);
                pcntl_signal(SIGUSR1, fn() => throw new DomainException('of the signal handler'));
            },
            tick: $signal ? null : fn() => throw new DomainException('of tick'),
            tickInterval: 300
        );
        $business->printUntil('register');
        if ($signal) {
            // inside the logger it would be taken for the logger's own exception
            usleep(200_000);
            $business->signal(SIGUSR1);
        }
        ob_start();
        $business->printEnd();
        echo preg_replace('~ in /.*~s', "\n", (string)ob_get_clean());
        GatewayFrames::print($gateway->frames());
    }
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  tick
  info main connect to the gateway ok.
  info main register to the gateway ok.
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  ended: exit 3; it printed: DomainException: of tick
  connection 0 sent Register, Unregister conn-1
  connection 1 sent Unregister conn-1
  signal handler
  info main connect to the gateway ok.
  info main register to the gateway ok.
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  ended: exit 3; it printed: DomainException: of the signal handler
  connection 0 sent Register, Unregister conn-1
  connection 1 sent Unregister conn-1
