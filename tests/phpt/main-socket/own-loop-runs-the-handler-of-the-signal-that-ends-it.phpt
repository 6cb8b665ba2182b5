--TEST--
A signal during a handler that ends run(): its own handler of pcntl_signal() runs before run() returns
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

Setup::endAfter(20);
foreach (['async' => true, 'not async' => false] as $title => $async) {
    echo "$title\n";
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        Host::OwnLoop,
        [$gateway->addr()],
        onMessage: function ($message, BusinessProcess $me): void {
            posix_kill(getmypid(), SIGTERM);
            $me->report('handled');
        },
        prepare: function (BusinessProcess $me) use ($async): void {
            pcntl_async_signals($async);
            pcntl_signal(SIGTERM, fn() => $me->report('SIGTERM'));
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->printUntil('run() has returned');
    $business->printEnd();
}
?>
--EXPECT--
async
  SIGTERM
  handled
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
not async
  handled
  SIGTERM
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
