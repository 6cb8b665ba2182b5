--TEST--
netsvr.shared=0: Stats::pool() is the process alone; a fork starts from nothing
--EXTENSIONS--
netsvr
pcntl
--INI--
netsvr.shared=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);
$gateway = FakeGateway::start();
Setup::netBusAt([$gateway->addr()]);
$show = static function (string $title): void {
    $figures = array_map(static fn(array $entry): string => "$entry[sentFrames] frames, $entry[openConnections] open, $entry[processes] process", Stats::pool());
    echo "$title: ", implode('; ', $figures) ?: 'nothing', "\n";
};
NetBus::broadcast('x');
$show('the parent');
$pid = pcntl_fork();
if ($pid === 0) {
    $show('a child');
    NetBus::broadcast('x');
    NetBus::broadcast('x');
    $show('a child');
    exit(0);
}
pcntl_waitpid($pid, $status);
$show('the parent');
?>
--EXPECT--
the parent: 1 frames, 1 open, 1 process
a child: nothing
a child: 2 frames, 1 open, 1 process
the parent: 1 frames, 1 open, 1 process
