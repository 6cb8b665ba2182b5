--TEST--
milliSleep() sleeps that many milliseconds
--INI--
netsvr.functions=1
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use function NetsvrBusiness\milliSleep;

$start = hrtime(true);
milliSleep(120);
$milliseconds = (hrtime(true) - $start) / 1e6;
var_dump($milliseconds >= 119 && $milliseconds < 5000);
$start = hrtime(true);
var_dump(milliSleep(millisecond: 0));
var_dump((hrtime(true) - $start) / 1e6 < 5000);
try {
    milliSleep('long');
} catch (TypeError $error) {
    echo get_class($error), "\n";
}
try {
    milliSleep(-1);
} catch (ValueError $error) {
    echo get_class($error), "\n";
}
--EXPECT--
bool(true)
NULL
bool(true)
TypeError
ValueError
