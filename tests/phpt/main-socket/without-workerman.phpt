--TEST--
Workerman\MainSocket where there is no Workerman: register() says so in the log, start() is false, nothing is left
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
$gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
$business = Business::start(
    Host::OwnLoop,
    [$gateway->addr()],
    mainSocket: fn(BusinessProcess $me, string $addr) => $me->mainSocket($addr, NetsvrBusiness\Workerman\MainSocket::class),
    started: function (BusinessProcess $me, bool $started): void {
        $me->report('start() returned ' . var_export($started, true));
        exit(0);
    }
);
$business->printUntil('connect');
[$first, $second] = explode("\n", (string)$business->next());
echo "  $first\n", str_contains($second, 'Workerman') ? "  names Workerman\n" : "  $second\n";
$business->printEnd();
$deadline = microtime(true) + 5;
while ($gateway->connections()[0]['open'] && microtime(true) < $deadline) {
    usleep(5000);
}
echo 'connection 0 is ', $gateway->connections()[0]['open'] ? 'OPEN' : 'closed', "\n";
?>
--EXPECT--
  info main connect to the gateway ok.
  error main register to the gateway failed.
  names Workerman
  info main close connection the gateway ok.
  start() returned false
  ended: exit 0
connection 0 is closed
