--TEST--
start() with the first of two gateways down, silent, hanging or refusing: the other's events are handled before that one's time is over, the first registers as soon as it can, and has its heartbeats then
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Stats;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(110);

/** How its main sockets stand, by gateway. */
$standing = function (BusinessProcess $me): string {
    $known = array_column(Stats::get(), null, 'workerAddr');
    $standing = array_map(static fn(string $addr): string => match ([
        $known[$addr]['registeredMainSockets'],
        $known[$addr]['renewingMainSockets'],
    ]) {
        [1, 0] => "$addr is registered",
        [0, 1] => "$addr is being renewed",
        default => "$addr: " . json_encode($known[$addr]),
    }, $me->addrs);
    return implode(', ', $standing);
};

/** The events of the second gateway come, though the first does not register; $repair lets it. */
$play = function (Host $host, string $title, FakeGateway $one, ?Closure $repair) use ($standing): void {
    echo "$title\n";
    $two = FakeGateway::start([[GatewayFrames::registered('two')], []]);
    $began = microtime(true);
    $business = Business::start(
        $host,
        [$one->addr(), $two->addr()],
        heartbeat: 300,
        timeout: 8,
        started: function (BusinessProcess $me, bool $started) use ($standing): void {
            $me->report('start() returned ' . var_export($started, true) . ', ' . count($me->manager->getSockets()) . ' sockets');
            $me->report($standing($me));
        },
        onOpen: function ($open, BusinessProcess $me) use ($standing): void {
            $me->report('onOpen ' . $open->getUniqId());
            $me->report($standing($me));
        }
    );
    $two->frames(1);
    // as a rule right behind the answer
    $two->push(GatewayFrames::open('ann'));
    $lines = $business->until('onOpen ann');
    $took = microtime(true) - $began;
    echo '  ', implode("\n  ", preg_grep('~start|onOpen~', $lines)), "\n";
    $business->printUntil('registered');
    echo $took < 5.0 ? '' : "  BUT AFTER $took s\n";
    if ($repair !== null) {
        $repair();
        $lines = $business->until('register to gateway 1 ok', 30);
        echo '  ', end($lines), "\n";
        $one->push(GatewayFrames::open('bob'));
        $business->until('onOpen bob');
        $business->printUntil('registered');
        foreach ([$one, $two] as $gateway) {
            $heartbeats = static fn(): int => count(array_filter($gateway->frames(), static fn(array $frame): bool => $frame['cmd'] !== Netsvr\Cmd::Register));
            $before = $heartbeats();
            $from = microtime(true);
            do {
                usleep(100_000);
                $more = $heartbeats() - $before;
                $seconds = microtime(true) - $from;
            } while ($seconds < 1.5 || $more < 2 && $seconds < Setup::patience(10));
            echo $more >= 2 && $more <= 5 + $seconds / 0.3 ? "  heartbeats\n" : "  $more HEARTBEATS IN $seconds s\n";
        }
    }
    $business->signal(SIGTERM);
    $status = $business->status();
    echo $status === '0' ? '' : "  ENDED WITH $status\n";
};

Host::each(function (Host $host) use ($play): void {
    $one = FakeGateway::start([[GatewayFrames::registered('one')], []]);
    $one->down();
    $play($host, 'down', $one, $one->up(...));

    $one = FakeGateway::start([[Step::silence()], [GatewayFrames::registered('one')], []]);
    $play($host, 'taking the request without an answer', $one, fn() => null);

    $one = FakeGateway::start([[GatewayFrames::refused(3, 'not now')], [GatewayFrames::registered('one')], []]);
    $play($host, 'refusing', $one, fn() => null);
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
down
  start() returned true, 2 sockets
  onOpen ann
  gateway 1 is being renewed, gateway 2 is registered
  info main register to gateway 1 ok.
  gateway 1 is registered, gateway 2 is registered
  heartbeats
  heartbeats
taking the request without an answer
  start() returned true, 2 sockets
  onOpen ann
  gateway 1 is being renewed, gateway 2 is registered
  info main register to gateway 1 ok.
  gateway 1 is registered, gateway 2 is registered
  heartbeats
  heartbeats
refusing
  start() returned true, 2 sockets
  onOpen ann
  gateway 1 is being renewed, gateway 2 is registered
  info main register to gateway 1 ok.
  gateway 1 is registered, gateway 2 is registered
  heartbeats
  heartbeats
