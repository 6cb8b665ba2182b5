--TEST--
A process in which every message meets a fatal error, when it is serialised or while arguments are converted, does not grow
--SKIPIF--
<?php
is_readable('/proc/self/maps') || die('skip the size of a process is not to be had');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

const MEBIBYTE = 1 << 20;
const SIZE = 9;

if (PHP_SAPI === 'cli-server') {
    $text = str_repeat('x', SIZE * MEBIBYTE);
    if ($_SERVER['REQUEST_URI'] === '/serialise') {
        ini_set('memory_limit', (string)((SIZE + 7) * MEBIBYTE));
        (new Netsvr\Transfer(['data' => $text]))->serializeToString();
    } else {
        // a fraction for an int is deprecated
        set_error_handler(static fn() => str_repeat('x', PHP_INT_MAX >> 1));
        new Netsvr\RepeatedField(9.5, $text);
    }
    echo 'there is room for it';
    return;
}

Setup::endAfter(30);
$server = new PhpServer(__FILE__);
foreach (['/serialise', '/coerce'] as $path) {
    echo $path, ': ', str_contains($answer = $server->get($path), 'Fatal error') ? 'fatal error' : $answer;
    $growth = $server->growth($path, 8);
    echo ', ', $growth < SIZE ? 'flat' : "grew by $growth MiB", "\n";
}
$server->stop();
?>
--EXPECT--
/serialise: fatal error, flat
/coerce: fatal error, flat
