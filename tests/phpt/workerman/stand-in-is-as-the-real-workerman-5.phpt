--TEST--
The stand-in of Workerman 5 has the signatures of the real one
--EXTENSIONS--
posix
--SKIPIF--
<?php
(string)getenv('WORKERMAN5_DIR') === '' && die('skip WORKERMAN5_DIR is not set: the tests run on the stand-in alone');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Host;

/** Methods and constants of the stand-in, with their parameters and types. */
$shape = function (string $source): array {
    $json = shell_exec(sprintf(
        '%s -n -d extension=posix %s/workerman-shape.php %s %s',
        escapeshellarg(PHP_BINARY),
        escapeshellarg(dirname(__DIR__, 2) . '/support'),
        Host::Workerman5->name,
        $source
    ));
    return json_decode((string)$json, true, 8, JSON_THROW_ON_ERROR);
};
$real = $shape('real');
foreach ($shape('stand-in') as $class => $members) {
    foreach ($members as $member => $signature) {
        $truth = $real[$class][$member] ?? 'is not there';
        if ($truth !== $signature) {
            echo "$class $member: $signature, but in the real one $truth\n";
        }
    }
}
echo "compared\n";
?>
--EXPECT--
compared
