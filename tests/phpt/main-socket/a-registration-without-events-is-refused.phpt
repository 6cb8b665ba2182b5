--TEST--
Registering for no known event is refused by the gateway; its words are logged
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = DevGate::start();
    $business = Business::start(
        $host,
        [$gateway->workerAddr],
        started: fn(BusinessProcess $me, bool $started) => $me->report('started: ' . var_export($started, true)),
        events: 8
    );
    echo '  ', $business->next(), "\n";
    [$line, $cause, $help, $class] = explode("\n", (string)$business->next());
    echo "  $line\n  ", $cause, "\n  ", preg_replace('~ in \S+ on line \d+~', '', $help), "\n  $class\n";
    $business->printUntil('started');
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  error main register to the gateway failed.
  2 --> InvalidEvent
  $events of the main socket is 8: give it one or more of Event::OnOpen, Event::OnMessage and Event::OnClose, with | between them
  Throwable: NetsvrBusiness\Exception\RegisterMainSocketException
  info main close connection the gateway ok.
  started: false
