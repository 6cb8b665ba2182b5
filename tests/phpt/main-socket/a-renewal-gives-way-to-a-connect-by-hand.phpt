--TEST--
connect() and register() of a main socket whose registration is being renewed: what is under way gives way, also in the host's loop
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(80);
Host::each(function (Host $host): void {
    // the renewal gets no answer
    $gateway = FakeGateway::start([[GatewayFrames::registered('first')], [Step::silence()], [GatewayFrames::registered('third')]]);
    $flag = tempnam(sys_get_temp_dir(), 'netsvr');
    $business = Business::start(
        $host,
        [$gateway->addr()],
        mainSocket: static fn(BusinessProcess $me, string $addr): MainSocketInterface
            => $me->notes['main'] = $me->mainSocket($addr),
        tick: static function (BusinessProcess $me) use ($flag): void {
            clearstatcache();
            if (!isset($me->notes['done']) && filesize($flag) > 0) {
                $me->notes['done'] = true;
                $me->report(json_encode($me->notes['main']->connect()));
                $me->report(json_encode($me->notes['main']->register()));
            }
        }
    );
    $business->until('register');
    $gateway->closeConnections();
    $gateway->frames(2);
    $business->until('connect to');
    file_put_contents($flag, 'now');
    $business->printUntil('register to');
    foreach (['one', 'two'] as $data) {
        $gateway->push(GatewayFrames::message('ann', $data));
        $business->printUntil("onMessage ann $data");
    }
    $business->signal(SIGTERM);
    $business->until('run() has returned');
    unlink($flag);
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
  onMessage ann one
  onMessage ann two
  Register on connections 0, 1, 2