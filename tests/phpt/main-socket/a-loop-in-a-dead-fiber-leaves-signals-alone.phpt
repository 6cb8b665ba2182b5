--TEST--
A loop that is suspended in a fiber when a fatal error ends the request watches no signals in later ones: another loop runs there and is told of them, and without one SIGTERM ends the process
--SKIPIF--
<?php
is_dir('/proc/self/fd') || die('skip the descriptors of a process are not to be had');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\MainSocketManager;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

const REQUESTS = 10;
/** Milliseconds from one tick to the next. */
const INTERVAL = 5;
/** Seconds in which a signal must have come. */
const PATIENCE = 10;

if (PHP_SAPI === 'cli-server') {
    if ($_SERVER['REQUEST_URI'] === '/dies') {
        $loop = new Fiber(static fn() => (new MainSocketManager())->run(static fn() => Fiber::suspend(), INTERVAL));
        $loop->start();
        echo $loop->isSuspended() ? 'suspended' : 'not suspended';
        trigger_error('the request ends here', E_USER_ERROR);
    }
    $end = microtime(true) + PATIENCE;
    $told = false;
    (new MainSocketManager())->run(static function () use ($end, &$told): void {
        if (!$told) {
            $told = true;
            exec('kill -TERM ' . getmypid());
        }
        microtime(true) < $end || throw new RuntimeException('no signal has come');
    }, INTERVAL);
    echo 'run() has returned';
    return;
}

Setup::endAfter(60);
$server = new PhpServer(__FILE__);
$open = [];
for ($request = 0; $request < REQUESTS; $request++) {
    $answer = $server->get('/dies');
    str_contains($answer, 'suspended') && str_contains($answer, 'ends here') || print("request $request: $answer\n");
    $open[] = $server->descriptors();
}
echo max($open) - $open[0] < 3 ? 'flat' : 'open descriptors: ' . implode(' ', $open), "\n";
echo $server->get('/runs'), "\n";
$server->get('/dies');
echo $server->endsBy(SIGTERM, PATIENCE) ? 'ended by the signal' : 'still there', "\n";
$server->stop();
?>
--EXPECT--
flat
run() has returned
ended by the signal
