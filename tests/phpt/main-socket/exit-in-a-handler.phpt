--TEST--
exit() in a handler: what was sent before arrives, the connection ends, the process ends with that status
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipUnder('exit() in a coroutine does not end the process', 'Swoole', 'Swow');
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
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
            NetBus::singleCast($uniqId, 'goodbye');
            // is held back until the event is handled
            NetBus::singleCast($uniqId, 'and good luck');
            register_shutdown_function(fn() => $me->report('shutdown function'));
            exit(7);
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
    GatewayFrames::print(array_slice($gateway->frames(3), 0, 3));
    // The master process of the real Workerman starts another worker.
    echo '  status ', $host->realSources() === null ? $business->status(5) : $business->workerStatus(), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  shutdown function
  connection 0 is closed
  connection 0 sent Register, SingleCast goodbye, SingleCast and good luck
  status 7
