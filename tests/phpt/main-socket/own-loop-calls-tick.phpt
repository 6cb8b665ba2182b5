--TEST--
run() calls tick with the manager at its interval, whether events come or not
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\MainSocketManager;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        tick: function (BusinessProcess $me, MainSocketManager $manager): void {
            $me->notes['ticks'] = ($me->notes['ticks'] ?? 0) + 1;
            $me->notes['start'] ??= microtime(true);
            if ($me->notes['ticks'] === 6) {
                $seconds = microtime(true) - $me->notes['start'];
                $me->report($manager === $me->manager ? 'with the manager' : 'WITH ANOTHER MANAGER');
                $me->report($seconds > 0.4 && $seconds < 3 ? 'at its interval' : "6 TICKS IN $seconds s");
                $manager->close();
            }
        },
        tickInterval: 100
    );
    $business->printUntil('register');
    // Many events between two ticks do not hasten it.
    for ($i = 0; $i < 40; $i++) {
        $gateway->push(GatewayFrames::message('ann', 'x'));
        usleep(5000);
    }
    $lines = array_filter($business->until('interval'), fn(string $line): bool => !str_starts_with($line, 'onMessage'));
    echo '  ', implode("\n  ", $lines), "\n";
    // the last ones may come behind the sixth tick
    ob_start();
    $business->printEnd();
    echo preg_replace('~^  onMessage .*\n~m', '', (string)ob_get_clean());
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  info main connect to the gateway ok.
  info main register to the gateway ok.
  with the manager
  at its interval
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
