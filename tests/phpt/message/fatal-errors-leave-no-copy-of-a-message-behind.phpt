--TEST--
A process in which every message meets a fatal error, when it is serialised or while arguments are converted, does not grow
--SKIPIF--
<?php
is_readable('/proc/self/maps') || die('skip the size of a process is not to be had');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Daemon;
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
preg_match('~/\S*netsvr\.so$~m', file_get_contents('/proc/self/maps'), $extension);
$log = tempnam(sys_get_temp_dir(), 'netsvr');
$said = static fn(string $pattern): ?string =>
    preg_match($pattern, (string)file_get_contents($log), $found) ? $found[1] : null;
$server = new Daemon(
    [PHP_BINARY, '-n', '-d', "extension=$extension[0]", '-d', 'html_errors=0', '-S', '127.0.0.1:0', __FILE__],
    $log,
    static fn(): bool => $said('~(http://\S+?)\)? started~') !== null
);
$address = $said('~(http://\S+?)\)? started~');
$context = stream_context_create(['http' => ['ignore_errors' => true, 'timeout' => 10]]);
foreach (['serialise', 'coerce'] as $what) {
    $sizes = [];
    for ($number = 0; $number < 12; $number++) {
        $answer = file_get_contents("$address/$what", false, $context);
        preg_match('~^VmRSS:\s+(\d+) kB~m', file_get_contents("/proc/{$server->pid()}/status"), $resident);
        $sizes[] = (int)$resident[1] >> 10;
    }
    echo "$what: ", preg_match('~Allowed memory size|Possible integer overflow~', $answer) === 1 ? 'fatal errors' : $answer;
    // what is kept once is kept by the second request
    echo ', ', $sizes[11] - $sizes[1] < SIZE ? 'flat' : implode(' ', $sizes) . ' MiB', "\n";
}
$server->stop();
unlink($log);
?>
--EXPECT--
serialise: fatal errors, flat
coerce: fatal errors, flat
