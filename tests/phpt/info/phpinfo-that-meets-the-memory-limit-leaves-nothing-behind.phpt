--TEST--
phpinfo() that meets the memory limit among the gateways of a process leaves nothing behind
--SKIPIF--
<?php
is_readable('/proc/self/maps') || die('skip the extension that this process has is not to be found');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Socket;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;
use function NetsvrTests\Support\requirePsr;

const GATEWAYS = 1500;
const REQUESTS = 30;
/** Bytes that are left: more than phpinfo() shows of what comes before the gateways, less than it shows of them. */
const LEFT = 256 << 10;

requirePsr();
if (PHP_SAPI === 'cli-server') {
    if ($_SERVER['REQUEST_URI'] === '/dials') {
        for ($number = 1; $number <= GATEWAYS; $number++) {
            (new Socket('', new Psr\Log\NullLogger(), "127.1.1.1:$number", 1, 1))->connect();
        }
        ob_start();
        phpinfo(INFO_MODULES);
        echo preg_match_all('~127\.1\.1\.1:~', ob_get_clean()) === GATEWAYS ? 'all are shown' : 'some are not shown';
        return;
    }
    // some builds of PHP end the process when the fatal error itself takes as much again as the limit allows
    $much = [str_repeat('x', 16 << 20)];
    while (memory_get_usage(true) - memory_get_usage() > LEFT) {
        $much[] = str_repeat('x', 8 << 10);
    }
    ini_set('memory_limit', (string)memory_get_usage(true));
    phpinfo(INFO_MODULES);
    echo 'it has not ended';
    return;
}

Setup::endAfter(60);
$server = new PhpServer(__FILE__);
echo $server->get('/dials'), "\n";
echo str_contains($server->get('/ends'), 'Allowed memory size of') ? 'above the limit' : 'below it', "\n";
$growth = $server->growth('/ends', REQUESTS);
echo $growth < 4 ? 'flat' : "grew by $growth MiB", "\n";
$server->stop();
?>
--EXPECT--
all are shown
above the limit
flat
