--TEST--
API 8: where the estimate says that there is room and memory_limit says that there is none, the request ends with PHP's fatal error; the process goes on
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrProtocol\Cmd;
use NetsvrTests\Support\AnsweringTaskSocket;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Results;
use NetsvrTests\Support\Setup;

if (PHP_SAPI === 'cli-server') {
    ini_set('display_errors', '1');
    ini_set('html_errors', '0');
    $entries = '';
    // too short for an estimate
    for ($number = 0; $number < 900; $number++) {
        $entries .= sprintf("\x0a\x0f\x0a\x0bclient%05d\x12\x00", $number);
    }
    AnsweringTaskSocket::bind([Results::ONE => [Cmd::ConnInfo => $entries]]);
    $kept = [];
    for ($number = 0; $number < 200; $number++) {
        $kept[] = NetBus::connInfo(Results::ID_OF_ONE);
    }
    foreach ($kept as $ret) {
        match ($_GET['look']) {
            'data' => $ret->data,
            'cast' => (array)$ret,
            'clone' => clone $ret,
            'equal' => $ret == $kept[0],
            'reference' => (static function () use ($ret): void {
                $data = &$ret->data;
            })(),
            'getItems' => $ret->getItems(),
            'toArray' => $rows[] = $ret->toArray(),
        };
    }
    echo 'there is room for it';
    return;
}

Setup::endAfter(50);
$server = new PhpServer(__FILE__, 'netsvr.api=8', 'display_errors=1', 'memory_limit=16M');
foreach (['data', 'cast', 'clone', 'equal', 'reference', 'getItems', 'toArray'] as $look) {
    $answer = $server->get("/?look=$look");
    echo "$look: ", preg_match('/Allowed memory size of \d+ bytes exhausted/', $answer, $found) === 1
        ? preg_replace('/\d+/', 'N', $found[0]) : $answer, "\n";
}
echo $server->growth('/?look=data', 8) < 9 ? 'flat' : 'grew', "\n";
$server->stop();
?>
--EXPECT--
data: Allowed memory size of N bytes exhausted
cast: Allowed memory size of N bytes exhausted
clone: Allowed memory size of N bytes exhausted
equal: Allowed memory size of N bytes exhausted
reference: Allowed memory size of N bytes exhausted
getItems: Allowed memory size of N bytes exhausted
toArray: Allowed memory size of N bytes exhausted
flat
