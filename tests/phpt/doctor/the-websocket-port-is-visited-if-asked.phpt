--TEST--
Doctor::examine(): a client of its own at the websocket port says whether clients are let in
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Doctor;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

Setup::endAfter(60);

function show(string $what, array $found): void
{
    $unknown = array_intersect_key($found['unknown'], ['letsIn' => 0, 'callback' => 0, 'compression' => 0]);
    echo "$what: ", json_encode($found['websocket'], JSON_UNESCAPED_SLASHES), ' ', json_encode($unknown), "\n";
    foreach ($found['problems'] as $problem) {
        echo "    $problem\n";
    }
}

$five = DevGate::start();
show('5', Doctor::examine($five->workerAddr, websocketUrl: $five->url));
show('5, not asked for', Doctor::examine($five->workerAddr));
show('5, another path', Doctor::examine($five->workerAddr, websocketUrl: "$five->url/else"));

ini_set('netsvr.gateway', '8');
$eight = DevGate::start('--gateway', '8');
$found = Doctor::examine($eight->workerAddr, websocketUrl: $eight->url);
show('8', $found);
echo $found['ownAddr'] === $eight->taskAddr ? "its uniqId says the gateway's own address\n" : "{$found['ownAddr']}\n";
show('8, with a query', Doctor::examine($eight->workerAddr, websocketUrl: "$eight->url?token=1"));

// An answer without a body is allow = false.
$script = tempnam(sys_get_temp_dir(), 'netsvr');
file_put_contents($script, '<?php header("Content-Type: application/x-protobuf");');
$callback = new PhpServer($script);
$callback->get('/');
$url = (new ReflectionMethod($callback, 'address'))->invoke($callback);
$denies = DevGate::start('--gateway', '8', '--on-open', "$url/");
show('8, denied', Doctor::examine($denies->workerAddr, websocketUrl: $denies->url));
$callback->stop();
unlink($script);
$found = Doctor::examine($denies->workerAddr, websocketUrl: $denies->url);
echo '8, callback down: ', $found['websocket']['callback'], "\n";
echo '    ', preg_replace('~code 1011 \(".*?"\)~s', 'code 1011', implode("\n", $found['problems'])), "\n";
?>
--EXPECT--
5: {"opens":true,"letsIn":true,"what":"lets clients in","callback":"allows","compression":"off"} []
5, not asked for: null {"letsIn":"no websocketUrl was given","callback":"no websocketUrl was given","compression":"no websocketUrl was given"}
5, another path: {"opens":false,"letsIn":null,"what":"refuses clients with status 404","callback":null,"compression":null} {"callback":"it shows only in clients that are let in or sent away","compression":"no client was let in"}
    the websocket URL refuses clients with status 404: the path is not HandlePattern of the gateway's netsvr.toml, or has a query
8: {"opens":true,"letsIn":true,"what":"lets clients in","callback":"allows","compression":"off"} []
its uniqId says the gateway's own address
8, with a query: {"opens":false,"letsIn":null,"what":"refuses clients with status 404","callback":null,"compression":null} {"callback":"it shows only in clients that are let in or sent away","compression":"no client was let in"}
    the websocket URL refuses clients with status 404: the path is not HandlePattern of the gateway's netsvr.toml, or has a query
8, denied: {"opens":true,"letsIn":false,"what":"sends clients away with code 1008 (\"unauthorized\")","callback":"refuses","compression":"off"} []
8, callback down: fails
    the websocket URL sends clients away with code 1011: the gateway's OnOpenCallbackApi fails: correct it in netsvr.toml, or what answers there (status 200 and a ConnOpenResp, within CallbackApiDeadline)
