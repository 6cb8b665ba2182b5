--TEST--
What a handler's failures have left out of the log goes out at the end of a later turn, without another failure
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $down = FakeGateway::start();
    $down->down();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        heartbeat: 300,
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($down): void {
            $socket = Setup::taskSocket($down->addr(), $me->logger, 1);
            for ($i = 0; $i < 13; $i++) {
                $socket->connect();
            }
        }
    );
    $business->until('register');
    $start = microtime(true);
    $gateway->push(GatewayFrames::message('ann', 'fail'));
    $lines = preg_grep('~^error test connect to ~', $business->until('more like this', 10));
    $took = microtime(true) - $start;
    foreach ($lines as $line) {
        $texts[] = str_replace($down->addr(), 'A', strtok($line, "\n"));
    }
    foreach (array_count_values($texts) as $text => $times) {
        echo "  $times x $text\n";
    }
    echo $took > 0.9 && $took < 5 ? "  in time\n" : "  AFTER $took s\n";
    $business->printStop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  10 x error test connect to A failed.
  1 x error test connect to A failed. (3 more like this within a second)
  in time
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
