--TEST--
A logger whose line met the memory limit is called again in the next request of the same process
--SKIPIF--
<?php
is_readable('/proc/self/maps') || die('skip the extension that this process has is not to be found');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\TaskSocket;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;
use function NetsvrTests\Support\requirePsr;

const MEBIBYTE = 1 << 20;

requirePsr();
// the same in each request, so that loggers follow each other at one place in memory
final class Printing extends Psr\Log\AbstractLogger
{
    public function log($level, $message, array $context = []): void
    {
        echo $level, "\n";
    }
}

if (PHP_SAPI === 'cli-server') {
    $logger = new Printing();
    $prefix = $_SERVER['REQUEST_URI'] === '/long' ? str_repeat('x', 6 * MEBIBYTE) : 'short';
    $socket = new TaskSocket($prefix, $logger, '127.0.0.1:1', 1, 1, 1);
    if ($prefix !== 'short') {
        ini_set('memory_limit', (string)(memory_get_usage(true) + 4 * MEBIBYTE));
    }
    $socket->receive();
    return;
}

Setup::endAfter(30);
$server = new PhpServer(__FILE__);
foreach (['/', '/long', '/', '/long', '/'] as $path) {
    $answer = $server->get($path);
    echo str_contains($answer, 'Allowed memory size of') ? 'above the limit' : strtok($answer, "\n"), "\n";
}
$server->stop();
?>
--EXPECT--
error
above the limit
error
above the limit
error
