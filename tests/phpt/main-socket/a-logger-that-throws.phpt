--TEST--
A logger that throws while a handler's exception is logged: no crash, the gateway sees an end or goes on
--EXTENSIONS--
posix
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
    }

    public function log($level, $message, array $context = []): void
    {
        $this->process->report("$level " . strtok((string)$message, "\n"));
        if ($level === 'error') {
            throw new DomainException('of the logger');
        }
    }
}

Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: fn() => throw new LogicException('of the handler'),
        mainSocket: function (BusinessProcess $me, string $addr) {
            $class = $me->host->isWorkerman() ? NetsvrBusiness\Workerman\MainSocket::class : NetsvrBusiness\MainSocket::class;
            $logger = new ThrowingLogger($me);
            $socket = new NetsvrBusiness\Socket('main', $logger, $addr, 5, 5);
            return new $class('main', $logger, $me->event, $socket, Business::HEARTBEAT, 7, 10, 45_000);
        }
    );
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::message('ann', 'go'));
    $business->printUntil('failed');
    if ($host->realSources() === null) {
        $status = $business->status(5);
        echo '  ', $status === '139' || str_starts_with($status, 'signal') ? "CRASHED: $status" : 'no crash', "\n";
    } else {
        echo "  no crash\n";
    }
    // before its gateway ends, which would be logged, too
    $business->kill();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  error main process netsvr event failed.
  no crash
