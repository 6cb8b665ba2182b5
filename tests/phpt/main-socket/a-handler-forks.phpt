--TEST--
A handler forks: the child speaks on connections of its own, its end leaves the parent registered and connected
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipUnder('the end of a child stops its parent\'s libevent', 'Event');
NetsvrTests\Support\Host::skipUnder('there are no forks in coroutines', 'Swoole', 'Swow');
?>
--INI--
netsvr.persistent=0
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
            if ($transfer->getData() !== 'fork') {
                $me->report('onMessage ' . $transfer->getData());
                return;
            }
            NetBus::singleCast($uniqId, 'before');
            $pid = pcntl_fork();
            if ($pid === 0) {
                NetBus::singleCast($uniqId, 'of the child');
                $me->report('the child counts ' . NetBus::uniqIdCount()[0]['count']);
                exit(0);
            }
            pcntl_waitpid($pid, $status);
            $me->report('the child ended with ' . pcntl_wexitstatus($status));
            NetBus::singleCast($uniqId, 'of the parent');
        }
    );
    $business->printUntil('register');
    $gateway->push(GatewayFrames::message('ann', 'fork') . GatewayFrames::message('ann', 'next'));
    // which of its sockets the child lets go of first is the engine's affair
    $child = $business->until('the child ended');
    sort($child);
    echo '  ', implode("\n  ", $child), "\n";
    $business->printUntil('next');
    $business->printStop();
    GatewayFrames::print($gateway->frames());
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  info task connect to the gateway ok.
  the child counts 0
  the child ended with 0
  onMessage next
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast before, SingleCast of the parent, Unregister conn-1
  connection 1 sent SingleCast of the child, UniqIdCount
  connection 2 sent Unregister conn-1
