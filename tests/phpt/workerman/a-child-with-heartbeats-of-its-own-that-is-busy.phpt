--TEST--
A child class of Workerman\MainSocket that overrides loopHeartbeat() is left alone while it is busy: no heartbeats, no lines
--EXTENSIONS--
posix
--INI--
netsvr.handler_max_ms=1500
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
use Workerman\Timer;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    class BeatingByItself extends NetsvrBusiness\Workerman\MainSocket
    {
        public function loopHeartbeat(): void
        {
            $this->timerId = Timer::add(0.1, fn() => $this->send($this->workerHeartbeatMessage));
        }
    }
    class BeatingAsWeDo extends NetsvrBusiness\Workerman\MainSocket
    {
        public function loopHeartbeat(): void
        {
            parent::loopHeartbeat();
        }
    }
    $log = (string)tempnam(sys_get_temp_dir(), 'netsvr-error-log-');
    $seen = (string)tempnam(sys_get_temp_dir(), 'netsvr-seen-');
    // the gateway is no part of it: one that is let go of takes its time
    $heartbeats = static fn(FakeGateway $gateway): int => count(array_filter(
        $gateway->frames(),
        static fn(array $frame): bool => GatewayFrames::name($frame) === 'heartbeat'
    ));
    foreach ([BeatingByItself::class, BeatingAsWeDo::class] as $class) {
        $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
        $business = Business::start(
            $host,
            [$gateway->addr()],
            onMessage: function (Transfer $transfer, BusinessProcess $me) use ($seen): void {
                $me->report($transfer->getData());
                // until the test has seen what it is to see meanwhile
                for ($end = microtime(true) + 15; filesize($seen) === 0 && microtime(true) < $end; clearstatcache()) {
                    $me->keepBusy(0.01);
                }
                file_put_contents($seen, '');
                $me->report('is back');
            },
            heartbeat: 100,
            prepare: fn() => ini_set('error_log', $log),
            mainSocket: fn(BusinessProcess $me, string $addr) => $me->mainSocket($addr, $class)
        );
        $business->until('register to');
        $gateway->push(GatewayFrames::message('ann', 'is busy'));
        $business->until('is busy');
        usleep(50_000);
        $before = $heartbeats($gateway);
        usleep(2_500_000);
        $isExpected = $class === BeatingAsWeDo::class;
        for ($end = microtime(true) + 8; $isExpected && filesize($log) === 0 && microtime(true) < $end; clearstatcache()) {
            usleep(20_000);
        }
        $more = $heartbeats($gateway) - $before;
        echo "  $class: ", $more === 0 ? 'no heartbeats' : 'heartbeats', ', ', filesize($log) === 0 ? 'no line' : 'a line', "\n";
        file_put_contents($seen, 'seen');
        clearstatcache();
        foreach ($business->until('is back') as $line) {
            echo "  $line\n";
        }
    }
    unlink($log);
    unlink($seen);
});
?>
--EXPECT--
Workerman 4, Workerman 5
  BeatingByItself: no heartbeats, no line
  is back
  BeatingAsWeDo: heartbeats, a line
  is back
