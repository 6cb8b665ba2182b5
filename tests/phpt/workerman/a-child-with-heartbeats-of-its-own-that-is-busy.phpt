--TEST--
A child class of Workerman\MainSocket that overrides loopHeartbeat() is left alone while it is busy: no heartbeats, no lines
--EXTENSIONS--
posix
--INI--
netsvr.handler_max_ms=500
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
    foreach ([BeatingByItself::class, BeatingAsWeDo::class] as $class) {
        $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
        $business = Business::start(
            $host,
            [$gateway->addr()],
            onMessage: function (Transfer $transfer, BusinessProcess $me): void {
                $me->report($transfer->getData());
                $me->keepBusy(2);
                $me->report('is back');
            },
            heartbeat: 100,
            prepare: fn() => ini_set('error_log', $log),
            mainSocket: fn(BusinessProcess $me, string $addr) => $me->mainSocket($addr, $class)
        );
        $business->until('register to');
        $gateway->push(GatewayFrames::message('ann', 'is busy'));
        $business->until('is busy');
        $heartbeats = static fn(): int => count(array_filter(
            $gateway->frames(),
            static fn(array $frame): bool => GatewayFrames::name($frame) === 'heartbeat'
        ));
        usleep(50_000);
        $before = $heartbeats();
        usleep(1_500_000);
        $more = $heartbeats() - $before;
        echo "  $class: ", $more === 0 ? 'no heartbeats' : 'heartbeats', ', ', filesize($log) === 0 ? 'no line' : 'a line', "\n";
        clearstatcache();
        foreach ($business->until('is back') as $line) {
            echo "  $line\n";
        }
    }
    unlink($log);
});
?>
--EXPECT--
Workerman 4, Workerman 5
  BeatingByItself: no heartbeats, no line
  is back
  BeatingAsWeDo: heartbeats, a line
  is back
