--TEST--
examples/push.php reaches everybody it is for, on both generations of gateways, in whatever order one of 8.x works
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\DevGate;

foreach ([['GATEWAY' => '5'], ['GATEWAY' => '8'], ['GATEWAY' => '8', 'SHUFFLE' => '7']] as $which) {
    $environment = $which + ['NETSVR_DEVGATE' => DevGate::path()] + getenv();
    $demo = proc_open(
        [PHP_BINARY, '-n', dirname(__DIR__, 3) . '/examples/demo.php'],
        [['file', '/dev/null', 'r'], ['pipe', 'w'], ['file', '/dev/null', 'w']],
        $pipes,
        null,
        $environment
    );
    $printed = stream_get_contents($pipes[1]);
    $lines = preg_grep('~^All arrived~', explode("\n", $printed));
    echo implode(' ', $which), ': ', proc_close($demo) === 0 ? end($lines) : $printed, "\n";
}
?>
--EXPECT--
5: All arrived: 18 messages as 25 deliveries to 3 clients, and 12 answers.
8: All arrived: 18 messages as 25 deliveries to 3 clients, and 12 answers.
8 7: All arrived: 18 messages as 25 deliveries to 3 clients, and 12 answers.
