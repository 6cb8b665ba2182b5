--TEST--
A task socket that has connected sends heartbeats, too; one that was never used does not connect for them
--EXTENSIONS--
posix
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
        onMessage: fn(Transfer $transfer, BusinessProcess $me) => $me->report('count ' . NetBus::uniqIdCount()[0]['count']),
        heartbeat: 150,
        taskHeartbeat: 150
    );
    $business->printUntil('register');
    usleep(500_000);
    echo '  connections before it is used: ', count($gateway->connections()), "\n";
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->printUntil('count');
    $deadline = microtime(true) + 5;
    do {
        usleep(20_000);
        $task = array_filter($gateway->frames(), fn(array $frame): bool => $frame['connection'] === 1);
    } while (count($task) < 4 && microtime(true) < $deadline);
    GatewayFrames::print(array_slice($task, 0, 4));
    // Answers still belong to their requests.
    $gateway->push('');
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  connections before it is used: 1
  info task connect to the gateway ok.
  count 0
  connection 1 sent UniqIdCount, heartbeat, heartbeat, heartbeat
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
