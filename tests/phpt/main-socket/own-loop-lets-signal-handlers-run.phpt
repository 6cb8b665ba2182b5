--TEST--
Handlers of pcntl run while run() waits; one may close the manager; after run() signals are as they were
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
    foreach (['async' => true, 'not async' => false] as $title => $async) {
        echo "  $title\n";
        $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
        $business = Business::start(
            $host,
            [$gateway->addr()],
            prepare: function (BusinessProcess $me) use ($async): void {
                pcntl_async_signals($async);
                pcntl_signal(SIGUSR1, fn() => $me->report('SIGUSR1'));
                pcntl_signal(SIGUSR2, fn() => $me->manager->close());
                register_shutdown_function(function () use ($me): void {
                    $me->report('SIGTERM again');
                    posix_kill(getmypid(), SIGTERM);
                    usleep(500_000);
                    $me->report('STILL THERE');
                });
            }
        );
        $business->printUntil('register');
        $business->signal(SIGUSR1);
        $business->printUntil('SIGUSR1', 3);
        $gateway->push(GatewayFrames::open('ann'));
        $business->printUntil('onOpen');
        $business->printStop(SIGUSR2);
    }
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  async
  info main connect to the gateway ok.
  info main register to the gateway ok.
  SIGUSR1
  onOpen ann
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  SIGTERM again
  ended: signal 15
  not async
  info main connect to the gateway ok.
  info main register to the gateway ok.
  SIGUSR1
  onOpen ann
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  SIGTERM again
  ended: signal 15
