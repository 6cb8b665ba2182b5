--TEST--
A handler that is suspended in a fiber holds nothing back, neither what it has sent nor what other code sends meanwhile
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
$gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
$business = Business::start(
    Host::OwnLoop,
    [$gateway->addr()],
    onMessage: function (Transfer $transfer) use ($gateway): void {
        NetBus::singleCast($gateway->uniqId(), 'one of the handler');
        NetBus::singleCast($gateway->uniqId(), 'two of the handler');
        Fiber::suspend();
        NetBus::singleCast($gateway->uniqId(), 'resumed');
    },
    run: function (BusinessProcess $me) use ($gateway): void {
        pcntl_sigprocmask(SIG_BLOCK, [SIGUSR1]);
        $me->bind();
        Container::getInstance()->bind(MainSocketManagerInterface::class, $me->manager);
        $loop = new Fiber(fn() => $me->manager->run());
        $loop->start();
        NetBus::singleCast($gateway->uniqId(), 'one of other code');
        NetBus::singleCast($gateway->uniqId(), 'two of other code');
        $me->report('suspended');
        pcntl_sigwaitinfo([SIGUSR1]);
        posix_kill(getmypid(), SIGTERM);
        $loop->resume();
        $me->report('terminated: ' . var_export($loop->isTerminated(), true));
    }
);
$business->printUntil('register');
$gateway->push(GatewayFrames::message('ann', 'hello'));
$business->printUntil('suspended');
GatewayFrames::print($gateway->frames(5));
$business->signal(SIGUSR1);
$business->printUntil('terminated');
GatewayFrames::print(array_slice($gateway->frames(), 5));
?>
--EXPECT--
  info main connect to the gateway ok.
  info main register to the gateway ok.
  suspended
  connection 0 sent Register, SingleCast one of the handler, SingleCast two of the handler, SingleCast one of other code, SingleCast two of other code
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  terminated: true
  connection 0 sent SingleCast resumed, Unregister conn-1
  connection 1 sent Unregister conn-1
