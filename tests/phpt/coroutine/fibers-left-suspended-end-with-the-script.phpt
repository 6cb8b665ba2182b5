--TEST--
Fibers that wait in a query, for a connection or in flush() when the script ends, or calls exit(), are destroyed without a word
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Revolt;
use NetsvrTests\Support\Setup;
use Revolt\EventLoop;

Setup::endAfter(50);
if (getenv('NETSVR_TEST_LEFT') !== false) {
    [$how, $workerAddr] = explode(' ', (string)getenv('NETSVR_TEST_LEFT'));
    Setup::netBusAt([$workerAddr]);
    ini_set('netsvr.pool_size', '2');
    Revolt::load();
    $uniqId = sprintf('7f000001%04x6621e43b00000001', (int)substr($workerAddr, strrpos($workerAddr, ':') + 1));
    for ($i = 0; $i < 3; $i++) {
        EventLoop::queue(static function (): void {
            NetBus::uniqIdCount();
            echo 'no query ends here';
        });
    }
    EventLoop::queue(static function () use ($uniqId): void {
        NetBus::singleCast($uniqId, 'x');
        NetBus::flush(10.0);
        echo 'no flush ends here';
    });
    EventLoop::delay(0.2, static function () use ($how): void {
        if ($how === 'exit') {
            exit(7);
        }
        if ($how === 'exception') {
            throw new LogicException('thrown in a callback');
        }
        EventLoop::getDriver()->stop();
    });
    try {
        EventLoop::run();
    } catch (Throwable) {
        echo 'thrown, ';
    }
    exit('ends');
}

$gateway = DevGate::start('--delay-ms=60000');
foreach (['end', 'exit', 'exception'] as $how) {
    // the arguments that this very process was started with
    $arguments = array_slice(explode("\0", rtrim((string)file_get_contents('/proc/self/cmdline'), "\0")), 1);
    $process = proc_open([PHP_BINARY, ...$arguments], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, null,
        ['NETSVR_TEST_LEFT' => "$how $gateway->workerAddr"] + getenv());
    $said = stream_get_contents($pipes[1]);
    echo "$how: status ", proc_close($process), ", said '$said'\n";
}
?>
--EXPECT--
end: status 0, said 'ends'
exit: status 7, said ''
exception: status 0, said 'thrown, ends'
