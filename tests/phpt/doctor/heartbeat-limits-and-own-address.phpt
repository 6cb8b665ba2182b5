--TEST--
Doctor::examine(): heartbeat message, limits, clients, and the gateway's own address
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Doctor;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

Setup::endAfter(60);

function tell(array $found, array $names): void
{
    $told = array_intersect_key($found, array_flip(['heartbeatAccepted', 'clients', 'ownAddr', 'limits', 'workerAddr', 'taskAddr', 'unknown']));
    unset($told['unknown']['letsIn'], $told['unknown']['callback'], $told['unknown']['compression']);
    echo strtr(json_encode($told, JSON_UNESCAPED_SLASHES), $names), "\n";
    foreach ($found['problems'] as $problem) {
        echo '    ', strtr($problem, $names), "\n";
    }
}

echo "gateway 5\n";
$five = DevGate::start('--heartbeat', 'I am here', '--limit-on-open', '7', '--limit-on-message', '9');
$names = [$five->workerAddr => 'WORKER'];
tell(Doctor::examine($five->workerAddr), $names);
$clients = [$five->client(), $five->client()];
tell(Doctor::examine($five->workerAddr, 'I am here'), $names);

echo "gateway 8\n";
ini_set('netsvr.gateway', '8');
$eight = DevGate::start('--gateway', '8', '--heartbeat', 'I am here');
$names = [$eight->taskAddr => 'TASK', $eight->workerAddr => 'WORKER'];
$clients[] = $eight->client();
tell(Doctor::examine($eight->workerAddr, 'I am here'), $names);
tell(Doctor::examine($eight->workerAddr, 'I am not'), $names);

echo "another own address\n";
ini_set('netsvr.gateway', '5');
$any = DevGate::startOn('127.0.0.1:0', '0.0.0.0:0', '--allow-remote');
$clients[] = $any->client();
$addr = '127.0.0.1:' . explode(':', $any->workerAddr)[1];
tell(Doctor::examine($addr), [$addr => 'ADDR', $any->workerAddr => 'OWN']);
?>
--EXPECT--
gateway 5
{"heartbeatAccepted":false,"workerAddr":"WORKER","taskAddr":"WORKER","clients":0,"ownAddr":null,"limits":{"onOpen":7,"onMessage":9},"unknown":{"ownAddr":"no client is connected whose uniqId would say it"}}
    WORKER closes the connection at this heartbeat message: give your sockets HeartbeatMessage under [Worker] of the gateway's netsvr.toml
{"heartbeatAccepted":true,"workerAddr":"WORKER","taskAddr":"WORKER","clients":2,"ownAddr":"WORKER","limits":{"onOpen":7,"onMessage":9},"unknown":[]}
gateway 8
{"heartbeatAccepted":true,"workerAddr":"WORKER","taskAddr":"TASK","clients":1,"ownAddr":"TASK","limits":{"onOpen":10000,"onMessage":50000},"unknown":[]}
{"heartbeatAccepted":false,"workerAddr":"WORKER","taskAddr":"TASK","clients":1,"ownAddr":"TASK","limits":{"onOpen":10000,"onMessage":50000},"unknown":[]}
    WORKER closes the connection at this heartbeat message: give your sockets HeartbeatMessage under [Worker] of the gateway's netsvr.toml
    TASK closes the connection at this heartbeat message: give your sockets HeartbeatMessage under [Task] of the gateway's netsvr.toml
another own address
{"heartbeatAccepted":true,"workerAddr":"ADDR","taskAddr":"ADDR","clients":1,"ownAddr":"OWN","limits":{"onOpen":10000,"onMessage":50000},"unknown":[]}
    the gateway's own address is OWN, as the uniqIds of its clients say, and not ADDR (ADDR): where several gateways are configured, messages to its clients find no gateway. To change that, give your sockets OWN, or let [Worker] ListenAddress in the gateway's netsvr.toml be ADDR
