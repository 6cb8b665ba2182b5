--TEST--
Workerman's Select with 1,100 files open: a main socket whose descriptor it cannot watch is not registered, and the log says why; it is registered when there is room
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipUnder('this loop does not wait with select()', 'Event', 'Ev', 'Swoole', 'Swow', 'Fiber');
exec('prlimit --version 2>&1', $lines, $status);
$status === 0 || die('skip there is no prlimit');
(posix_getrlimit()['hard openfiles'] === 'unlimited' || posix_getrlimit()['hard openfiles'] >= 2000) || die('skip a process may not open 1,100 files');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\ProcessorTime;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);

Host::eachWorkerman(function (Host $host): void {
    $open = function (BusinessProcess $me): void {
        for ($i = 0; $i < 1100; $i++) {
            $me->notes['files'][] = fopen('/dev/null', 'r');
        }
    };
    $printReasons = function (Business $business): void {
        do {
            $report = (string)$business->next();
            if (str_contains($report, ' register to')) {
                echo '  ', preg_replace(['~\s+0 --> ~', '~descriptor \d{4}:~', '~ in /.*~s'], [' ', 'descriptor 1NNN:', ''], $report), "\n";
            }
        } while (!str_contains($report, ' register to') && $report !== '');
    };

    echo "  before start()\n";
    $one = FakeGateway::start([[GatewayFrames::registered('one')], [GatewayFrames::registered('one')], []]);
    $business = Business::start(
        $host,
        [$one->addr()],
        prepare: fn() => exec('prlimit --pid ' . getmypid() . ' --nofile=2000'),
        started: function (BusinessProcess $me, bool $started) use ($open): void {
            $me->report('start() returned ' . var_export($started, true));
            $me->manager->close();
            $open($me);
            $me->report('start() with many files: ' . var_export($me->manager->start(), true));
            array_splice($me->notes['files'], 0, 10);
            $me->report('start() with room among many: ' . var_export($me->manager->start(), true));
        }
    );
    $business->until('start() returned');
    $printReasons($business);
    echo implode(preg_filter('~^start.*~', "  $0\n", $business->until('many files')));
    echo implode(preg_filter('~^start.*~', "  $0\n", $business->until('room')));
    $one->push(GatewayFrames::open('ann'));
    $business->printUntil('ann');
    $business->kill();

    echo "  afterwards\n";
    $two = FakeGateway::start([[GatewayFrames::registered('two')], []]);
    $later = FakeGateway::start([[GatewayFrames::registered('later')], []]);
    $later->down();
    $business = Business::start(
        $host,
        [$two->addr(), $later->addr()],
        prepare: fn() => exec('prlimit --pid ' . getmypid() . ' --nofile=2000'),
        onOpen: function ($event, BusinessProcess $me) use ($open): void {
            if ($event->getUniqId() === 'many') {
                $open($me);
                $me->notes['cpu'] = ProcessorTime::all();
            } else {
                $me->notes['files'] = [];
                $spent = ProcessorTime::all() - $me->notes['cpu'];
                $me->report($spent < 1.0 ? 'it slept' : "IT TOOK $spent s OF CPU");
            }
            $me->report('onOpen ' . $event->getUniqId());
        }
    );
    $business->until('register to gateway 1 ok');
    $two->push(GatewayFrames::open('many'));
    $business->until('onOpen many');
    $later->up();
    $printReasons($business);
    $two->push(GatewayFrames::open('few'));
    $business->printUntil('onOpen few');
    $printReasons($business);
    $later->push(GatewayFrames::open('bob'));
    $business->printUntil('bob');
    $business->kill();
});
?>
--EXPECT--
Workerman 4, Workerman 5
  before start()
  error main register to the gateway failed. Workerman\Events\Select cannot watch descriptor 1NNN: select() knows those below 1024, and all of them are taken in this process; install the PHP extension event, with which Workerman takes another loop, or keep fewer files and connections open
  start() with many files: false
  start() with room among many: true
  onOpen ann
  afterwards
  error main register to gateway 2 failed. Workerman\Events\Select cannot watch descriptor 1NNN: select() knows those below 1024, and all of them are taken in this process; install the PHP extension event, with which Workerman takes another loop, or keep fewer files and connections open
  it slept
  onOpen few
  info main register to gateway 2 ok.
  it slept
  onOpen bob
