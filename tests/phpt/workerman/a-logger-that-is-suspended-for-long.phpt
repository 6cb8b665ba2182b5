--TEST--
A logger that is suspended in a coroutine for longer than a renewal pauses: the registration is renewed once
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
use Psr\Log\AbstractLogger;
use Workerman\Timer;

Setup::endAfter(50);
foreach (['close connection', 'connect to'] as $line) {
    echo "at '$line'\n";
    $gateway = FakeGateway::start([[GatewayFrames::registered('first')], [GatewayFrames::registered('second')]]);
    $business = Business::start(
        Host::Workerman5,
        [$gateway->addr()],
        coroutines: true,
        mainSocket: function (BusinessProcess $me, string $addr) use ($line): MainSocket {
            $logger = new class($me, $line) extends AbstractLogger {
                public function __construct(private BusinessProcess $me, private string $line)
                {
                }

                public function log($level, $message, array $context = []): void
                {
                    $isLong = isset($this->me->notes['started']) && str_contains($message, $this->line);
                    $this->me->report("$level $message");
                    if ($isLong) {
                        unset($this->me->notes['started']);
                        Timer::sleep(4.5);
                        $this->me->report('the logger goes on');
                    }
                }
            };
            $socket = new Socket('main', $logger, $addr, 5, 5);
            // its heartbeats notice that there is no connection
            return new MainSocket('main', $logger, $me->event, $socket, Business::HEARTBEAT, Event::OnOpen, 1, 100);
        },
        started: function (BusinessProcess $me): void {
            $me->notes['started'] = true;
        }
    );
    $business->until('register to');
    $gateway->closeConnections();
    $lines = [...$business->until('the logger goes on'), ...$business->until('register to', 3)];
    echo count(preg_grep('~register to .* ok~', $lines)), " renewed\n";
    usleep(300_000);
    $gateway->push(GatewayFrames::open('ann'));
    $business->printUntil('ann');
    echo count($gateway->connections()), " connections\n";
    $business->kill();
}
?>
--EXPECT--
at 'close connection'
1 renewed
  onOpen ann
2 connections
at 'connect to'
1 renewed
  onOpen ann
2 connections
