--TEST--
examples/recipes/greet-and-claim.php: clients come in as guests, and are whoever claims them; the others have to go
--EXTENSIONS--
session
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\WebSocketClient;

Setup::endAfter(60);
$task = Port::hold();
putenv('NETSVR_CALLBACK_SECRET=s3cret');
putenv("NETSVR_WORKER_ADDR=$task");
putenv('APP_KEY=key');
putenv('CLAIM_SECONDS=2');
$server = new PhpServer(dirname(__DIR__, 3) . '/examples/recipes/greet-and-claim.php', 'session.save_path=' . sys_get_temp_dir());
$url = str_replace('//', '//netsvr:s3cret@', $server->url());
$gateway = DevGate::start('--gateway', '8', '--task', $task, '--on-open', "$url/netsvr/open", '--on-close', "$url/netsvr/close");
Setup::netBusAt([$task]);

/** @return array{int, string, string} status, body, and the session's cookie */
function post(string $path, array $fields, string $cookie = ''): array
{
    global $server;
    $headers = ['Content-Type: application/x-www-form-urlencoded', "Cookie: $cookie"];
    $context = ['method' => 'POST', 'header' => $headers, 'content' => http_build_query($fields), 'ignore_errors' => true];
    $answer = fopen($server->url() . $path, 'r', false, stream_context_create(['http' => $context]));
    $body = (string)stream_get_contents($answer);
    $said = stream_get_meta_data($answer)['wrapper_data'];
    $set = preg_grep('~^set-cookie:~i', $said);
    return [sscanf($said[0], 'HTTP/%*s %d')[0], $body, preg_match('~(PHPSESSID=\w+)~', implode($set), $found) ? $found[1] : $cookie];
}

/** @return array{WebSocketClient, array} the client, and what it was greeted with */
function client(): array
{
    global $gateway;
    $client = $gateway->client();
    $greeting = json_decode((string)$client->receive(10), true);
    echo 'greeted: ', implode(', ', array_keys((array)$greeting)), ' ', $greeting['uniqId'] === $client->uniqId ? 'of its own' : 'of another', "\n";
    return [$client, $greeting];
}

[$ann, $greeting] = client();
[$bob, $bobs] = client();
[$status, , $cookie] = post('/login', ['name' => 'ann']);
echo "login: $status\n";
foreach ([
    'not logged in' => [$greeting, ''],
    'the proof of another' => [['uniqId' => $bob->uniqId] + $greeting, $cookie],
    'no proof' => [['uniqId' => $ann->uniqId], $cookie],
    'her own' => [$greeting, $cookie],
] as $what => [$fields, $shown]) {
    [$status, $body] = post('/claim', $fields, $shown);
    echo "claims, $what: $status $body\n";
}
echo 'ann hears ', $ann->receive(10), "\n";
$info = NetBus::connInfo($ann->uniqId)[$ann->uniqId];
sort($info['topics']);
echo "she is $info[customerId] in ", implode(', ', $info['topics']), "\n";

var_dump($bob->receive(10));
echo "bob has to go: $bob->closeCode $bob->closeReason\n";
echo 'online: ', NetBus::checkOnline([$ann->uniqId, $bob->uniqId]) === [$ann->uniqId] ? 'ann' : 'not as expected', "\n";
$ann->close();
$deadline = microtime(true) + 10;
while (substr_count($server->said(), 'gone: ') < 2 && microtime(true) < $deadline) {
    usleep(5000);
}
preg_match_all('~gone: .*~', $server->said(), $gone);
echo implode("\n", $gone[0]), "\n";
// The page works, and knows nothing that it should not.
$page = $server->get('/');
echo str_contains($page, 'new WebSocket("ws:') ? "a page\n" : $page;
echo preg_match('~s3cret|error|warning~i', $page . $server->said(), $found) ? "$found[0]: $page {$server->said()}" : "no secret\n";
$server->stop();
$gateway->stop();
?>
--EXPECT--
greeted: event, uniqId, signature of its own
greeted: event, uniqId, signature of its own
login: 200
claims, not logged in: 403 {"error":"Log in, and claim what you were greeted with."}
claims, the proof of another: 403 {"error":"Log in, and claim what you were greeted with."}
claims, no proof: 403 {"error":"Log in, and claim what you were greeted with."}
claims, her own: 200 {"user":"ann"}
ann hears {"event":"welcome","user":"ann"}
she is ann in news, user.ann
NULL
bob has to go: 1008 forceOfflineGuest
online: ann
gone: a guest
gone: ann
a page
no secret
