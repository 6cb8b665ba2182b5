<?php
/*
 * Runs the tests with a real php-fpm behind a real nginx, on loopback and unix sockets only:
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n tests/fpm/run.php [name of a test]...
 *
 * Each other file here whose name is a sentence is one test: a function that is given a Lab and tells it what does
 * not hold. PHP_FPM and NGINX name other programs than those that are found. Exit status 0: all passed.
 */
declare(strict_types=1);

namespace NetsvrTests\Fpm;

use NetsvrTests\Support\WebServer;
use Throwable;

require __DIR__ . '/../support/autoload.php';
require __DIR__ . '/Lab.php';
error_reporting(E_ALL);

foreach (['php-fpm', 'nginx'] as $program) {
    if (WebServer::program($program) === null) {
        fwrite(STDERR, "there is no $program: make deps installs it\n");
        exit(2);
    }
}
if (!is_file((string)getenv('NETSVR_SO'))) {
    fwrite(STDERR, "NETSVR_SO does not name the extension\n");
    exit(2);
}

$wanted = array_slice($argv, 1);
[$passed, $failed] = [0, 0];
foreach (glob(__DIR__ . '/*-*.php') as $file) {
    $name = basename($file, '.php');
    if ($wanted !== [] && !in_array($name, $wanted, true)) {
        continue;
    }
    // A test that hangs ends everything: its servers go with it.
    pcntl_alarm(240);
    $lab = new Lab();
    $start = microtime(true);
    try {
        (require $file)($lab);
    } catch (Throwable $thrown) {
        $lab->problems[] = get_class($thrown) . ": {$thrown->getMessage()} at {$thrown->getFile()}:{$thrown->getLine()}";
    }
    $lab->end();
    $took = sprintf('%.1f s', microtime(true) - $start);
    if ($lab->problems === []) {
        $passed++;
        echo "PASS $name ($took)\n";
        continue;
    }
    $failed++;
    echo "FAIL $name ($took)\n";
    foreach (array_slice($lab->problems, 0, 10) as $problem) {
        echo "     $problem\n";
    }
    echo count($lab->problems) > 10 ? '     and ' . (count($lab->problems) - 10) . " more\n" : '';
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 && $passed > 0 ? 0 : 1);
