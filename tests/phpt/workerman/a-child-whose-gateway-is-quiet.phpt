--TEST--
A child class of Workerman\MainSocket whose gateway is quiet: its onMessage() gets no answer to our question; where it overrides loopHeartbeat(), nothing is asked
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
use NetsvrTests\Support\Step;
use Netsvr\Cmd;
use Workerman\Timer;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    class Reporting extends NetsvrBusiness\Workerman\MainSocket
    {
        public static BusinessProcess $process;

        protected function onMessage(array $data): void
        {
            self::$process->report("onMessage() {$data['cmd']}");
        }
    }
    class BeatingByItself extends Reporting
    {
        public function loopHeartbeat(): void
        {
            $this->timerId = Timer::add(0.1, fn() => $this->send($this->workerHeartbeatMessage));
        }
    }
    foreach ([Reporting::class, BeatingByItself::class] as $class) {
        echo "  $class\n";
        $gateway = FakeGateway::start([[
            GatewayFrames::registered(),
            ...array_fill(0, 3, Step::silence()),
            Step::raw(Frames::pack(Cmd::UniqIdCount, '') . GatewayFrames::message('ann', 'behind')),
        ], []]);
        $business = Business::start(
            $host,
            [$gateway->addr()],
            heartbeat: 100,
            mainSocket: function (BusinessProcess $me, string $addr) use ($class) {
                Reporting::$process = $me;
                return $me->mainSocket($addr, $class);
            }
        );
        $business->until('register to');
        $frames = $gateway->frames(10);
        $asked = array_filter($frames, static fn(array $frame): bool => $frame['cmd'] === Cmd::UniqIdCount);
        echo '  ', $asked === [] ? 'not asked' : 'asked', "\n";
        $business->signal(SIGTERM);
        $messages = array_filter($business->until('close connection'), static fn(string $line): bool => str_contains($line, 'onMessage'));
        $known = [Cmd::Transfer => 'Transfer', Cmd::UniqIdCount => 'UniqIdCount'];
        foreach ($messages as $message) {
            echo '  onMessage() ', $known[(int)substr($message, 12)] ?? $message, "\n";
        }
        $business->status();
    }
});
?>
--EXPECT--
Workerman 4, Workerman 5
  Reporting
  asked
  onMessage() Transfer
  BeatingByItself
  not asked
  onMessage() Transfer
