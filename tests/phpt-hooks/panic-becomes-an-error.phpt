--TEST--
A panic inside the extension becomes an \Error; the process, its connections and later calls go on
--INI--
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

$gateway = DevGate::start();
Setup::netBus($gateway);
var_dump(NetBus::uniqIdCount()[0]['count']);

for ($round = 1; $round <= 3; $round++) {
    try {
        NetsvrBusiness\Native\panic("round $round");
    } catch (Error $error) {
        echo get_class($error), ': ', $error->getMessage(), "\n";
    }
}

set_error_handler(function () {
    NetsvrBusiness\Native\panic('inside user code that the engine called');
});
try {
    echo $undefined;
} catch (Error $error) {
    echo get_class($error), ': ', $error->getMessage(), "\n";
}
restore_error_handler();

var_dump(NetBus::uniqIdCount()[0]['count']);
$gateway->stop();
?>
--EXPECT--
int(0)
Error: netsvr: internal error, please report it: round 1
Error: netsvr: internal error, please report it: round 2
Error: netsvr: internal error, please report it: round 3
Error: netsvr: internal error, please report it: inside user code that the engine called
int(0)
