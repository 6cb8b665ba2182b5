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
    $business->until('run() has returned');
    $registered = array_filter($gateway->frames(), static fn(array $frame): bool => GatewayFrames::name($frame) === 'Register');
    echo '  Register on connections ', implode(', ', array_column($registered, 'connection')), "\n";
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
  Register on connections 0, 1
