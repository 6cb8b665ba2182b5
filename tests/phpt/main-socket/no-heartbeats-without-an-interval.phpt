--TEST--
An interval of 0, which only a child class can set, means no heartbeats, of main sockets and of task sockets
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
// as a child class may that does not call its parent's constructor
$silence = function (object $socket): object {
    if (property_exists($socket, 'heartbeatIntervalMillisecond')) {
        (new ReflectionProperty($socket, 'heartbeatIntervalMillisecond'))->setValue($socket, 0);
    }
    return $socket;
};
Host::each(function (Host $host) use ($silence): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($silence): void {
            array_map($silence, Container::getInstance()->get(TaskSocketMangerInterface::class)->getSockets());
            $me->report('count ' . NetBus::uniqIdCount()[0]['count']);
        },
        mainSocket: fn(BusinessProcess $me, string $addr) => $silence($me->mainSocket($addr))
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->printUntil('count');
    usleep(300_000);
    GatewayFrames::print($gateway->frames());
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info task connect to the gateway ok.
  count 0
  connection 0 sent Register
  connection 1 sent UniqIdCount
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
