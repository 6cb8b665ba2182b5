--TEST--
A fiber that is suspended in a query when a fatal error ends the request keeps no connection of another gateway open
--SKIPIF--
<?php
is_dir('/proc/self/fd') || die('skip the descriptors of a process are not to be had');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;
use function NetsvrTests\Support\requirePsr;

const REQUESTS = 10;

requirePsr();
/** Its answer is waited for in a fiber, while the other gateway's connection is in use. */
final class Suspends extends TaskSocket
{
    public function receive(): string|false
    {
        Fiber::suspend();
        return false;
    }
}
if (PHP_SAPI === 'cli-server') {
    $manager = new TaskSocketManger();
    foreach ([TaskSocket::class, Suspends::class] as $number => $class) {
        $manager->addSocket(new $class('', new Psr\Log\NullLogger(), $_GET['gateways'][$number], 5, 5, 100));
    }
    Setup::bind($manager);
    $fiber = new Fiber(NetBus::uniqIdList(...));
    $fiber->start();
    echo $fiber->isSuspended() ? 'suspended' : 'not suspended';
    trigger_error('the request ends here', E_USER_ERROR);
}

Setup::endAfter(60);
$gateways = [DevGate::start(), DevGate::start()];
$server = new PhpServer(__FILE__);
$query = '/?' . http_build_query(['gateways' => array_column($gateways, 'workerAddr')]);
$open = [];
for ($request = 0; $request < REQUESTS; $request++) {
    $answer = $server->get($query);
    str_contains($answer, 'suspended') && str_contains($answer, 'ends here') || print("request $request: $answer\n");
    $open[] = $server->descriptors();
}
echo max($open) - $open[0] < 3 ? 'flat' : 'open descriptors: ' . implode(' ', $open), "\n";
$server->stop();
?>
--EXPECT--
flat
