--TEST--
A handler that is busy forks again and again, while a thread sends its heartbeats: children end, and take nothing along
--EXTENSIONS--
posix
--SKIPIF--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\Host::skipUnder('the end of a child stops its parent\'s libevent', 'Event');
NetsvrTests\Support\Host::skipUnder('there are no forks in coroutines', 'Swoole', 'Swow');
?>
--INI--
netsvr.handler_max_ms=120000
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
use NetsvrTests\Support\Setup;

Setup::endAfter(60);

/** The threads of this process that are ours. */
function threads(): string
{
    $names = array_map(static fn(string $file): string => trim((string)file_get_contents($file)), glob('/proc/self/task/*/comm'));
    return json_encode(array_values(array_filter($names, static fn(string $name): bool => str_starts_with($name, 'netsvr-'))));
}

Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
            if ($transfer->getData() === 'fork') {
                // each heartbeat of the thread's is late by then
                $me->keepBusy(0.1);
                $me->report('there is ' . threads());
                $statuses = [];
                for ($i = 0; $i < 60; $i++) {
                    $pid = pcntl_fork();
                    if ($pid === 0) {
                        pcntl_alarm(20);
                        exit(threads() === '[]' ? 7 : 8);
                    }
                    $me->keepBusy($i % 7 * 0.001);
                    pcntl_waitpid($pid, $status);
                    $statuses[pcntl_wifexited($status) ? pcntl_wexitstatus($status) : 'NOT ENDED BY ITSELF'] = true;
                }
                $me->report('children ended with ' . implode(', ', array_keys($statuses)));
                return;
            }
            NetBus::singleCast($uniqId, $transfer->getData());
            $me->report($transfer->getData());
        },
        heartbeat: 10,
        prepare: fn(BusinessProcess $me) => $me->report('at first there is ' . threads())
    );
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::message('ann', 'fork') . GatewayFrames::message('ann', 'next'));
    // each child closes its copy
    foreach (array_unique($business->until('next', 30)) as $line) {
        echo "  $line\n";
    }
    usleep(50_000);
    $frames = array_filter($gateway->frames(), static fn(array $frame): bool => $frame['connection'] === 0);
    $names = array_count_values(array_map(GatewayFrames::name(...), $frames));
    echo '  heartbeats: ', $names['heartbeat'] >= 8 ? 'yes' : 'TOO FEW', "\n";
    // a gateway that says nothing is asked now and then
    unset($names['heartbeat'], $names['UniqIdCount']);
    echo '  ', json_encode($names), "\n";
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  at first there is []
  info main connect to the gateway ok.
  info main register to the gateway ok.
  there is ["netsvr-standin"]
  info main close connection the gateway ok.
  children ended with 7
  next
  heartbeats: yes
  {"Register":1,"SingleCast next":1}
