--TEST--
Messages of events hold all that the gateway knows of a client: query, address, customerId, session, topics, any bytes
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\ConnClose;
use Netsvr\ConnInfoUpdate;
use Netsvr\ConnOpen;
use Netsvr\Transfer;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $gateway = DevGate::start();
    $business = Business::start(
        $host,
        [$gateway->workerAddr],
        onOpen: function (ConnOpen $open, BusinessProcess $me): void {
            $me->report($open::class . ' ' . $open->getRawQuery() . ' ' . strtok($open->getRemoteAddr(), ':'));
            NetBus::connInfoUpdate((new ConnInfoUpdate())->setUniqId($open->getUniqId())->setNewCustomerId('c7')
                ->setNewSession('{"name":"Änne"}')->setNewTopics(['news', 'weather'])->setData('welcome'));
        },
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $topics = iterator_to_array($transfer->getTopics());
            sort($topics);
            $me->report($transfer::class . ' ' . json_encode([$transfer->getCustomerId(), $transfer->getSession(), $topics,
                bin2hex($transfer->getData())], JSON_UNESCAPED_UNICODE));
        },
        onClose: function (ConnClose $close, BusinessProcess $me): void {
            $topics = iterator_to_array($close->getTopics());
            sort($topics);
            $me->report($close::class . ' ' . json_encode([$close->getCustomerId(), $close->getSession(), $topics],
                JSON_UNESCAPED_UNICODE));
        }
    );
    $business->printUntil('register');
    $client = NetsvrTests\Support\WebSocketClient::connect("$gateway->url?token=a%20b&x=1");
    $client->receive(5);
    echo '  client received ', $client->receive(5), "\n";
    $client->send('text');
    $client->send("\x00\xff", binary: true);
    $business->printUntil('00ff');
    $client->send(str_repeat('x', 300_000));
    echo '  ', strlen((string)$business->next()), " characters for 300,000 bytes\n";
    $client->close();
    $business->printUntil('ConnClose');
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  client received welcome
  Netsvr\ConnOpen token=a%20b&x=1 127.0.0.1
  Netsvr\Transfer ["c7","{\"name\":\"Änne\"}",["news","weather"],"74657874"]
  Netsvr\Transfer ["c7","{\"name\":\"Änne\"}",["news","weather"],"00ff"]
  600067 characters for 300,000 bytes
  Netsvr\ConnClose ["c7","{\"name\":\"Änne\"}",["news","weather"]]
