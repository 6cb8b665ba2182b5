--TEST--
A daemon that has closed its standard streams: what it prints goes to no gateway, and does not wake the loop
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\ProcessorTime;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);

// The number of stdout goes to what is opened next: to what wakes the loop, or to the connection behind it.
foreach (['stdout' => [], 'stdin and stdout' => [STDIN]] as $title => $streams) {
    echo "$title\n";
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        Host::OwnLoop,
        [$gateway->addr()],
        onMessage: function (Transfer $message, BusinessProcess $me) use ($gateway): void {
            static $before;
            if ($message->getData() === 'print') {
                $before = ProcessorTime::all();
                // eight bytes, which is what wakes the loop
                echo "printed\n";
                NetBus::singleCast($gateway->uniqId(), 'printed');
            } else {
                $me->report(ProcessorTime::all() - $before < 0.3 ? 'has slept' : 'DOES NOT SLEEP');
            }
            $me->report($message->getData());
        },
        prepare: function () use ($streams): void {
            // otherwise it ends with the first thing that cannot be printed
            ignore_user_abort(true);
            array_map(fclose(...), [...$streams, $GLOBALS['netsvr_test_output']]);
        }
    );
    $business->until('register to');
    $gateway->push(GatewayFrames::message('ann', 'print'));
    $business->until('print');
    usleep(600_000);
    $gateway->push(GatewayFrames::message('ann', 'slept'));
    $business->printUntil('slept');
    $business->printStop();
    GatewayFrames::print($gateway->frames());
}
?>
--EXPECT--
stdout
  has slept
  slept
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast printed, Unregister conn-1
  connection 1 sent Unregister conn-1
stdin and stdout
  has slept
  slept
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast printed, Unregister conn-1
  connection 1 sent Unregister conn-1
