--TEST--
A connection on which a cast fails: the events that had arrived on it are handled, then the registration is renewed
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipUnder('there is no pcntl_sigwaitinfo()', 'Swoole');
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
    $gateway = FakeGateway::start([[GatewayFrames::registered()], [], []]);
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
            $me->report('onMessage ' . $transfer->getData());
            if ($transfer->getData() === 'wait') {
                pcntl_sigprocmask(SIG_BLOCK, [SIGUSR1]);
                $me->report('waiting');
                pcntl_sigwaitinfo([SIGUSR1]);
            }
            NetBus::singleCast($uniqId, 'after ' . $transfer->getData());
        }
    );
    $business->until('register');
    $gateway->push(implode('', array_map(
        fn(string $data): string => GatewayFrames::message('ann', $data),
        ['wait', 'one', 'two', 'three']
    )));
    $business->printUntil('waiting');
    $gateway->resetConnections();
    $business->signal(SIGUSR1);
    $business->printUntil('lost');
    GatewayFrames::print($gateway->frames(6));
    $business->kill();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  onMessage wait
  waiting
  info task connect to the gateway ok.
  onMessage one
  onMessage two
  onMessage three
  error main main socket to the gateway lost: the gateway had closed the connection; registering again at once.
  connection 0 sent Register
  connection 1 sent SingleCast after wait, SingleCast after one, SingleCast after two, SingleCast after three
  connection 2 sent Register
