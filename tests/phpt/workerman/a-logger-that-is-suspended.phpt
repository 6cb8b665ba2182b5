--TEST--
A logger that is suspended in a coroutine: a renewed registration that is refused or cut off is logged once, and tried again
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipWithoutCoroutines();
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Event;
use NetsvrBusiness\Socket;
use NetsvrBusiness\Workerman\MainSocket;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;
use Psr\Log\AbstractLogger;
use Workerman\Timer;

Setup::endAfter(50);
$gateway = FakeGateway::start([
    [GatewayFrames::registered('first')],
    [GatewayFrames::refused(1, 'not now')->thenClose()],
    [Step::close()],
    [GatewayFrames::registered('last')],
]);
$business = Business::start(
    Host::Workerman5,
    [$gateway->addr()],
    coroutines: true,
    mainSocket: function (BusinessProcess $me, string $addr): MainSocket {
        $logger = new class($me) extends AbstractLogger {
            public function __construct(private BusinessProcess $me)
            {
            }

            public function log($level, $message, array $context = []): void
            {
                // in onWorkerStart a fiber's loop does not run yet
                isset($this->me->notes['started']) && Timer::sleep(0.1);
                $this->me->report("$level $message");
            }
        };
        $socket = new Socket('main', $me->logger, $addr, 5, 5);
        return new MainSocket('main', $logger, $me->event, $socket, Business::HEARTBEAT, Event::OnOpen, 1, 45_000);
    },
    started: function (BusinessProcess $me): void {
        $me->notes['started'] = true;
    }
);
$business->printUntil('register to');
$gateway->closeConnections();
$business->printUntil('register to', 12);
$business->printUntil('register to', 12);
$business->printUntil('register to', 12);
$gateway->push(GatewayFrames::open('ann'));
$business->printUntil('ann');
?>
--EXPECT--
  info main connect to the gateway ok.
  info main register to the gateway ok.
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  error main register to the gateway failed.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  error main register to the gateway failed.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onOpen ann
