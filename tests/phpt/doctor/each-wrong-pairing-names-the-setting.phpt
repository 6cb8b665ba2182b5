--TEST--
Doctor::examine(): which port of which gateway an address is, and which setting does not fit
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Doctor;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(60);

$five = DevGate::start();
$eight = DevGate::start('--gateway', '8');
$far = DevGate::start('--gateway', '8', '--task', '127.0.0.1:0');
$ports = [
    '5 worker' => $five->workerAddr,
    '5 websocket' => parse_url($five->url, PHP_URL_HOST) . ':' . parse_url($five->url, PHP_URL_PORT),
    '8 worker' => $eight->workerAddr,
    '8 task' => $eight->taskAddr,
    '8 websocket' => parse_url($eight->url, PHP_URL_HOST) . ':' . parse_url($eight->url, PHP_URL_PORT),
    'far worker' => $far->workerAddr,
    'far task' => $far->taskAddr,
];

function show(array $ports, string $name, string $heading): void
{
    $found = Doctor::examine($ports[$name]);
    printf(
        "%s: gateway %s, port %s, heartbeat %s\n",
        $heading,
        json_encode($found['gateway']),
        $found['port'],
        json_encode($found['heartbeatAccepted'])
    );
    foreach ($found['problems'] as $problem) {
        // what stands at ports beside is chance, as their numbers are
        $problem = preg_replace('~not at .*?, which is .*?\. Set~', 'not at NEXT. Set', strtr($problem, array_flip($ports)));
        $problem = preg_replace('~netsvr\.toml\)\. 127\.0\.0\.1:.*~', 'netsvr.toml)', $problem);
        echo "    $problem\n";
    }
}

foreach (['5', '8'] as $gateway) {
    ini_set('netsvr.gateway', $gateway);
    foreach (['5 worker', '8 worker', '8 task'] as $name) {
        show($ports, $name, "netsvr.gateway = $gateway, $name");
    }
}

echo "\n";
ini_set('netsvr.task_addrs', "+1,{$ports['far worker']}={$ports['far task']}");
show($ports, 'far worker', 'a task port elsewhere that is named');
ini_set('netsvr.task_addrs', "{$ports['far worker']}={$ports['8 task']}");
show($ports, 'far worker', 'another task port that is named');
ini_set('netsvr.task_addrs', "{$ports['far worker']}={$ports['5 worker']}");
show($ports, 'far worker', 'a gateway 5.x that is named');
ini_set('netsvr.task_addrs', "a:1={$ports['5 worker']}");
show($ports, '8 worker', 'none that is named');
ini_set('netsvr.task_addrs', '+1');

echo "\n";
ini_set('netsvr.gateway', "8,{$ports['5 worker']}=5");
show($ports, '5 worker', 'each gateway by itself, 5');
show($ports, '8 worker', 'each gateway by itself, 8');
show($ports, '5 websocket', 'where clients connect, 5');
show($ports, '8 websocket', 'where clients connect, 8');
?>
--EXPECTF--
netsvr.gateway = 5, 5 worker: gateway 5, port worker, heartbeat true
netsvr.gateway = 5, 8 worker: gateway 8, port worker, heartbeat true
    8 worker is the worker port of a gateway 8.x, while netsvr.gateway says 5 for it. Set netsvr.gateway = 8 (for this one alone: "5,8 worker=8"); one-way calls that arrive there are lost with their connection
netsvr.gateway = 5, 8 task: gateway 8, port task, heartbeat true
    8 task is the task port of a gateway 8.x, while netsvr.gateway says 5 for it. Set netsvr.gateway = 8 (for this one alone: "5,8 task=8"); task and worker address are exchanged: give your sockets the worker address, 8 worker, and let netsvr.task_addrs lead from there to 8 task
netsvr.gateway = 8, 5 worker: gateway 5, port worker, heartbeat true
    5 worker is the worker port of a gateway 5.x, while netsvr.gateway says 8 for it. Set netsvr.gateway = 5 (for this one alone: "8,5 worker=5")
netsvr.gateway = 8, 8 worker: gateway 8, port worker, heartbeat true
netsvr.gateway = 8, 8 task: gateway 8, port task, heartbeat true
    8 task is the task port of a gateway 8.x; task and worker address are exchanged: give your sockets the worker address, 8 worker, and let netsvr.task_addrs lead from there to 8 task

a task port elsewhere that is named: gateway 8, port worker, heartbeat true
another task port that is named: gateway 8, port worker, heartbeat true
a gateway 5.x that is named: gateway 8, port worker, heartbeat true
    far worker is the worker port of a gateway 8.x; its task port is not at NEXT. Set netsvr.task_addrs = "far worker=%s
none that is named: gateway 8, port worker, heartbeat true
    8 worker is the worker port of a gateway 8.x; netsvr.task_addrs says nothing of its task port. Set netsvr.task_addrs = "8 worker=8 task"

each gateway by itself, 5: gateway 5, port worker, heartbeat true
each gateway by itself, 8: gateway 8, port worker, heartbeat true
where clients connect, 5: gateway null, port websocket, heartbeat null
    at 5 websocket is a websocket port: business processes connect to the worker port ([Worker] ListenAddress in the gateway's netsvr.toml)
where clients connect, 8: gateway 8, port websocket, heartbeat null
    at 8 websocket is the websocket port of a gateway 8.x: business processes connect to the worker port ([Worker] ListenAddress in the gateway's netsvr.toml)
