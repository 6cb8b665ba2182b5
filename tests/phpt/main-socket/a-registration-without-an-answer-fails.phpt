--TEST--
A gateway that does not answer the registration, or closes, or answers rubbish: start() fails in time
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
use NetsvrTests\Support\Step;
use Netsvr\Cmd;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $answers = [
        'silence' => Step::silence(),
        'close' => Step::close(),
        'rubbish' => Step::answer("\x0a\xff"),
        'another command' => Step::answer('', Cmd::UniqIdCount),
    ];
    foreach ($answers as $title => $answer) {
        echo "  $title\n";
        $gateway = FakeGateway::start([[$answer], []]);
        $business = Business::start(
            $host,
            [$gateway->addr()],
            timeout: 1,
            started: fn(BusinessProcess $me, bool $started) => $me->report('started: ' . var_export($started, true))
        );
        $lines = $business->until('started', 5);
        echo '  ', end($lines), "\n";
        $business->kill();
    }
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  silence
  started: false
  close
  started: false
  rubbish
  started: false
  another command
  started: false
