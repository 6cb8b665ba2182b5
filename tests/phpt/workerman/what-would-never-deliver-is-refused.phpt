--TEST--
In a worker of Workerman start() refuses main sockets that only run() reads, before anything is connected, and run() refuses to block the worker
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $other = FakeGateway::start();
    $business = Business::start(
        $host,
        [$gateway->addr(), $other->addr()],
        mainSocket: fn(BusinessProcess $me, string $addr) => $me->mainSocket($addr, NetsvrBusiness\Workerman\MainSocket::class),
        started: function (BusinessProcess $me) use ($other): void {
            $try = function (callable $call) use ($me): void {
                try {
                    $call();
                    $me->report('NOT REFUSED');
                } catch (Error $error) {
                    $me->report($error::class . ' ' . $error->getMessage());
                }
            };
            foreach (['any', 'all'] as $start) {
                ini_set('netsvr.start', $start);
                $manager = new MainSocketManager();
                $manager->addSocket($me->mainSocket($other->addr(), MainSocket::class));
                $try($manager->start(...));
            }
            $try($manager->run(...));
            $try($me->manager->run(...));
            $me->report('done');
        }
    );
    $lines = $business->until('done');
    echo '  ', implode("\n  ", array_filter($lines, static fn(string $line): bool => !str_contains($line, ' main '))), "\n";
    // what was started goes on
    $gateway->push(GatewayFrames::open('ann'));
    $business->printUntil('ann');
    $business->signal(SIGTERM);
    echo $business->status() === '0' ? '' : "  NOT ENDED IN ORDER\n";
    // by the main socket of this worker alone
    echo '  connections to the other gateway: ', count($other->connections()), "\n";
});
?>
--EXPECT--
Workerman 4, Workerman 5
  Error MainSocketManager::start() in a worker of Workerman takes NetsvrBusiness\Workerman\MainSocket objects, NetsvrBusiness\MainSocket was added: Workerman would not read it
  Error MainSocketManager::start() in a worker of Workerman takes NetsvrBusiness\Workerman\MainSocket objects, NetsvrBusiness\MainSocket was added: Workerman would not read it
  Error MainSocketManager::run() would block this worker of Workerman: add NetsvrBusiness\Workerman\MainSocket objects and call start()
  Error MainSocketManager::run() would block this worker of Workerman: add NetsvrBusiness\Workerman\MainSocket objects and call start()
  done
  onOpen ann
  connections to the other gateway: 1
