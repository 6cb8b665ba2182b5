--TEST--
Doctor::examine() in API 8: code names worker and task address itself, so both are right, and a gateway 5.x needs its setting
--EXTENSIONS--
netsvr
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Doctor;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(60);

$five = DevGate::start();
$eight = DevGate::start('--gateway', '8');
$names = [$five->workerAddr => 'FIVE', $eight->workerAddr => 'WORKER', $eight->taskAddr => 'TASK'];

function show(string $addr, array $names): void
{
    $found = Doctor::examine($addr);
    $told = [$found['gateway'], $found['port'], $found['workerAddr'], $found['taskAddr'], ...$found['problems']];
    echo strtr(json_encode($told, JSON_UNESCAPED_SLASHES), $names), "\n";
}

show($eight->workerAddr, $names);
show($eight->taskAddr, $names);
show($five->workerAddr, $names);
ini_set('netsvr.gateway', '5');
show($five->workerAddr, $names);
show($eight->taskAddr, $names);
?>
--EXPECT--
[8,"worker","WORKER","TASK"]
[8,"task","WORKER","TASK"]
[5,"worker","FIVE","FIVE","FIVE is the worker port of a gateway 5.x, while netsvr.gateway says 8 for it. Set netsvr.gateway = 5 (for this one alone: \"8,FIVE=5\")"]
[5,"worker","FIVE","FIVE"]
[8,"task","WORKER","TASK","TASK is the task port of a gateway 8.x, while netsvr.gateway says 5 for it. Set netsvr.gateway = 8 (for this one alone: \"5,TASK=8\")"]
