--TEST--
Task sockets to a gateway 8.x dial its task port; everything else keeps the worker address
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

use function NetsvrBusiness\workerAddrConvertToHex;

Setup::endAfter(50);
foreach ([[], ['--shuffle', '7']] as $flags) {
    echo $flags === [] ? "casts behind state commands\n" : "casts shuffled\n";
    $gateway = DevGate::start('--gateway', '8', ...$flags);
    Setup::gatewaysAre($gateway);
    $logger = Setup::netBus($gateway);
    $client = $gateway->client();
    $show = static function (mixed $value) use ($gateway, $client): void {
        $text = is_string($value) ? $value : json_encode($value);
        echo '  ', strtr($text, [$gateway->workerAddr => 'the worker address', $client->uniqId => 'ann']), "\n";
    };

    NetBus::singleCast($client->uniqId, 'one');
    $show($client->receive(5));
    NetBus::singleCastBulk(['uniqIds' => $client->uniqId, 'data' => ['two', 'three', 'four']]);
    $show([$client->receive(5), $client->receive(5), $client->receive(5)]);
    NetBus::connInfoUpdate((new ConnInfoUpdate())->setUniqId($client->uniqId)->setNewCustomerId('7')->setNewTopics(['news']));
    $show(NetBus::connInfo([$client->uniqId]));
    $show(NetBus::checkOnline([$client->uniqId]));
    $show(NetBus::uniqIdCount());
    $show(NetBus::topicList());
    NetBus::topicPublish('news', 'to news');
    $show($client->receive(5));
    $show(NetBus::flush());

    $hex = workerAddrConvertToHex($gateway->workerAddr);
    $show($hex === substr($client->uniqId, 0, 12) ? 'the key is that of the uniqIds' : "KEY $hex OF $client->uniqId");
    $show('getWorkerAddr(): ' . Setup::taskSocketOf($gateway)->getWorkerAddr());
    $stats = array_column(Stats::get(), null, 'workerAddr');
    $show('Stats: ' . ($stats[$gateway->workerAddr]['dials'] ?? 0) . ' dial of the worker address, of the task address '
        . ($stats[$gateway->taskAddr]['dials'] ?? 'none'));
    foreach ($logger->records as [$level, $message]) {
        $show("$level $message");
    }
    // a socket that is no task socket is for the worker port
    $socket = new Socket('', $logger, $gateway->workerAddr, 2, 2);
    $socket->connect();
    $peer = stream_socket_get_name($socket->getSocket(), true);
    $show("a plain Socket is connected to $peer");

    $gateway->stop();
}
?>
--EXPECT--
casts behind state commands
  one
  ["two","three","four"]
  {"ann":{"customerId":"7","session":"","topics":["news"]}}
  ["ann"]
  [{"workerAddr":"the worker address","count":1}]
  [{"workerAddr":"the worker address","topics":["news"]}]
  to news
  [{"workerAddr":"the worker address","confirmed":1,"unconfirmed":0,"acceptedOnly":true,"problem":null}]
  the key is that of the uniqIds
  getWorkerAddr(): the worker address
  Stats: 1 dial of the worker address, of the task address none
  info test connect to the worker address ok.
  a plain Socket is connected to the worker address
casts shuffled
  one
  ["two","three","four"]
  {"ann":{"customerId":"7","session":"","topics":["news"]}}
  ["ann"]
  [{"workerAddr":"the worker address","count":1}]
  [{"workerAddr":"the worker address","topics":["news"]}]
  to news
  [{"workerAddr":"the worker address","confirmed":1,"unconfirmed":0,"acceptedOnly":true,"problem":null}]
  the key is that of the uniqIds
  getWorkerAddr(): the worker address
  Stats: 1 dial of the worker address, of the task address none
  info test connect to the worker address ok.
  a plain Socket is connected to the worker address
