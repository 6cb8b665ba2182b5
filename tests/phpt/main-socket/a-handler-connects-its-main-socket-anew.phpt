--TEST--
connect() and register() of a main socket that is registered already: the next connection takes the place of the one before, also in the host's loop
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(80);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered('first')], [GatewayFrames::registered('second')]]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        mainSocket: static fn(BusinessProcess $me, string $addr): MainSocketInterface
            => $me->notes['main'] = $me->mainSocket($addr),
        onMessage: static function (Transfer $transfer, BusinessProcess $me): void {
            if ($transfer->getData() === 'anew') {
                $me->report(json_encode($me->notes['main']->connect()));
                $me->report(json_encode($me->notes['main']->register()));
            }
            $me->report('onMessage ' . $transfer->getData());
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'anew'));
    $business->printUntil('onMessage anew');
    foreach (['one', 'two'] as $data) {
        $gateway->push(GatewayFrames::message('ann', $data));
        $business->printUntil("onMessage $data");
    }
    $business->signal(SIGTERM);
    $business->printUntil('run() has returned');
    GatewayFrames::print($gateway->frames());
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  true
  info main register to the gateway ok.
  true
  onMessage anew
  onMessage one
  onMessage two
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  connection 0 sent Register
  connection 1 sent Register, Unregister second
  connection 2 sent Unregister second