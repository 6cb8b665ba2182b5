--TEST--
What a handler throws is logged with the original's text, and the next event is handled
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Cmd;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            match ($transfer->getData()) {
                'exception' => throw new DomainException(" no such room \n", 42),
                'no message' => throw new LogicException(''),
                'error' => intdiv(1, 0),
                default => $me->report($transfer->getData()),
            };
        }
    );
    $business->printUntil('register');
    $print = function () use ($business): void {
        foreach (array_slice(explode("\n", (string)$business->next()), 0, 4) as $line) {
            echo '  ', preg_replace('~ in \S*?([^/ ]+)\.php on line \d+~', ' in $1.php on line N', $line), "\n";
        }
    };
    foreach (['exception', 'no message', 'error'] as $data) {
        $gateway->push(GatewayFrames::message('ann', $data) . GatewayFrames::message('ann', 'goes on'));
        $print();
        $business->printUntil('goes on');
    }
    // A body that is no message; a command that is no event, which nobody minds.
    $gateway->push(Frames::pack(Cmd::Transfer, "\x0a\x7fx") . Frames::pack(Cmd::Broadcast, 'x') . Frames::pack(1)
        . GatewayFrames::message('ann', 'goes on'));
    echo '  ', strtok((string)$business->next(), "\n"), "\n";
    $business->printUntil('goes on');
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  error main process netsvr event failed.
  42 --> no such room in an-exception-in-a-handler-is-logged.php on line N
  Throwable: DomainException
  Stack trace:
  goes on
  error main process netsvr event failed.
  0 --> LogicException in an-exception-in-a-handler-is-logged.php on line N
  Throwable: LogicException
  Stack trace:
  goes on
  error main process netsvr event failed.
  0 --> Division by zero in an-exception-in-a-handler-is-logged.php on line N
  Throwable: DivisionByZeroError
  Stack trace:
  goes on
  error main process netsvr event failed.
  goes on
