--TEST--
run() refuses to be nested, to wait for nothing, main sockets of Workerman, and an interval that is none
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrBusiness\Workerman\MainSocket;
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
            $try = function (callable $call) use ($me): void {
                try {
                    $call();
                    $me->report('NOT REFUSED');
                } catch (Error $error) {
                    $me->report($error::class . ' ' . $error->getMessage());
                }
            };
            $try(fn() => $me->manager->run());
            $try(fn() => (new MainSocketManager())->run(null, 0));
            $try(fn() => (new MainSocketManager())->run());
            $try(function () use ($me): void {
                $manager = new MainSocketManager();
                $manager->addSocket($me->mainSocket('127.0.0.1:1', MainSocket::class));
                $manager->run();
            });
            $try(function () use ($me): void {
                $manager = new MainSocketManager();
                $manager->addSocket($me->mainSocket('127.0.0.1:1'));
                $manager->run();
            });
            $me->report('done');
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->printUntil('done');
    $business->printStop();
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  Error MainSocketManager::run() is running already: call it once, and close() to end it
  ValueError NetsvrBusiness\MainSocketManager::run(): Argument #2 ($tickIntervalMillisecond) must be greater than 0
  Error MainSocketManager::run() has nothing to do: addSocket() has added no main socket
  Error MainSocketManager::run() reads NetsvrBusiness\MainSocket objects, NetsvrBusiness\Workerman\MainSocket was added: add those, or call start() in a worker of Workerman
  Error the MainSocketManager::run() of another manager is running
  done
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
