--TEST--
A logger that throws at every line about what has been done, or about a lost connection: it is registered again all the same, and the stop is in order
--EXTENSIONS--
posix
--INI--
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;
use Psr\Log\AbstractLogger;

Setup::endAfter(50);
final class ThrowingLogger extends AbstractLogger
{
    public function __construct(private BusinessProcess $process)
    {
        ini_set('error_log', '/dev/null');
    }

    public function log($level, $message, array $context = []): void
    {
        $this->process->report("$level " . strtok((string)$message, "\n"));
        throw new DomainException('of the logger');
    }
}

Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered('first')], [GatewayFrames::registered('second')], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: fn(Transfer $transfer, BusinessProcess $me) => $me->report($transfer->getData()),
        mainSocket: function (BusinessProcess $me, string $addr) {
            $class = $me->host->isWorkerman() ? NetsvrBusiness\Workerman\MainSocket::class : NetsvrBusiness\MainSocket::class;
            $logger = new ThrowingLogger($me);
            $socket = new NetsvrBusiness\Socket('main', $logger, $addr, 5, 5);
            return new $class('main', $logger, $me->event, $socket, Business::HEARTBEAT, 7, 10, 45_000);
        }
    );
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::message('ann', 'before'));
    $business->printUntil('before');
    $gateway->closeConnections();
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::message('ann', 'after'));
    $business->printUntil('after');
    $business->printStop();
    GatewayFrames::print($gateway->frames());
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  before
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  after
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register
  connection 1 sent Register, Unregister second
  connection 2 sent Unregister second