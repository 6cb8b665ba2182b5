--TEST--
A fatal error in a handler ends the process and the connection, not by a signal
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipUnder('a fatal error in a coroutine does not end the process', 'Swow');
?>
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
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            ini_set('memory_limit', '16M');
            register_shutdown_function(fn() => $me->report('shutdown function'));
            str_repeat('x', 64 << 20);
        }
    );
    $business->printUntil('register');
    $gateway->push(GatewayFrames::message('ann', 'go') . GatewayFrames::message('ann', 'never'));
    $business->printUntil('shutdown');
    $deadline = microtime(true) + 5;
    while ($gateway->connections()[0]['open'] && microtime(true) < $deadline) {
        usleep(5000);
    }
    echo '  connection 0 is ', $gateway->connections()[0]['open'] ? 'OPEN' : 'closed', "\n";
    echo '  status ', $host->realSources() === null ? $business->status(5) : $business->workerStatus(), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  shutdown function
  connection 0 is closed
  status 255
