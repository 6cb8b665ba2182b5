--TEST--
netsvr.text_check looks at payloads that PHP code has made: send() of all sockets, and the steps of child classes of NetBus; once, where a child class of a socket passes on what NetBus gives it
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Broadcast;
use Netsvr\Cmd;
use Netsvr\SingleCastBulk;
use Netsvr\Transfer;
use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ContextLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);

final class Passing extends TaskSocket
{
    public bool $changes = false;

    public function send(string $data): bool
    {
        return parent::send($this->changes ? $data . '' . chr(0x12) . chr(0) : $data);
    }
}

final class ByHand extends NetBus
{
    public static function all(string $payload): void
    {
        self::sendToSockets($payload);
    }

    public static function client(string $uniqId, string $payload): void
    {
        self::sendToSocketByUniqId($uniqId, $payload);
    }

    public static function gateway(string $uniqId, string $payload): void
    {
        self::sendToSocketByWorkerAddrAsHex(substr($uniqId, 0, 12), $payload);
    }
}

$gateway = FakeGateway::start();
$logger = new ContextLogger();
$task = Setup::taskSocket($gateway->addr(), $logger);
$manager = new TaskSocketManger();
$manager->addSocket($task);
Setup::bind($manager);
$ann = $gateway->uniqId();
$plain = new Socket('plain', $logger, $gateway->addr(), 5, 5);
$plain->connect();
$warnings = static function (string $title) use ($logger, $ann): void {
    foreach ($logger->take() as [$text, $context]) {
        if (str_starts_with($text, 'warning')) {
            echo "$title: ", strtr($text, [$ann => 'ann']), "\n  ", strtr(json_encode($context), [$ann => 'ann']), "\n";
        }
    }
};

$payload = static fn(int $cmd, object $message): string => pack('N', $cmd) . $message->serializeToString();
$broadcast = $payload(Cmd::Broadcast, (new Broadcast())->setData("\xff"));
$pairs = $payload(Cmd::SingleCastBulk, (new SingleCastBulk())->setUniqIds([$ann, 'bob', 'cat'])->setData(['ok', "b\xc3", "\xff"]));
$each = $payload(Cmd::SingleCastBulk, (new SingleCastBulk())->setUniqIds([$ann])->setData(['ok', "b\xc3"]));
$calls = [
    'a task socket' => static fn() => $task->send($broadcast),
    'a plain socket' => static fn() => $plain->send($broadcast),
    'all sockets' => static fn() => ByHand::all($pairs),
    'by uniqId' => static fn() => ByHand::client($ann, $each),
    'by worker address' => static fn() => ByHand::gateway($ann, $broadcast),
];
$left = [
    'data that is text' => $payload(Cmd::Broadcast, (new Broadcast())->setData('é')),
    'no message' => pack('N', Cmd::Broadcast) . "\x0a\x05\xff",
    'no command for clients' => $payload(Cmd::Transfer, (new Transfer())->setData("\xff")),
    'no command' => "\xff\xff\xff\xff\xff",
    'too short for one' => "\xff",
];
$count = 0;
foreach ($calls as $title => $call) {
    ini_set('netsvr.text_check', 'warn');
    $call();
    $count++;
    $warnings($title);
    ini_set('netsvr.text_check', 'throw');
    try {
        $call();
        echo "NOT THROWN\n";
    } catch (SocketSendException $thrown) {
        echo '  ', strtr($thrown->getMessage(), [$ann => 'ann']), "\n";
    }
}
foreach ($left as $title => $text) {
    $task->send($text);
    $count++;
    $warnings($title);
}
$task->close();
$plain->close();

ini_set('netsvr.text_check', 'warn');
$passing = Setup::taskSocket($gateway->addr(), $logger);
$passing = new Passing('test', $logger, $gateway->addr(), ...[5, 5, 117]);
$manager = new TaskSocketManger();
$manager->addSocket($passing);
Setup::bind($manager);
NetBus::broadcast("\xff");
$warnings('passed on');
$passing->changes = true;
NetBus::broadcast("\xff");
$warnings('passed on, changed');
$passing->changes = false;
$passing->send($broadcast);
$warnings('its own');
$count += 3;
echo count($gateway->frames($count)) - $count, " frames more than that were sent\n";
$gateway->stop();
?>
--EXPECT--
a task socket: warning test send of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes
  {"bytes":1,"call":"send of Broadcast","offset":0}
  send of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes; nothing was sent
a plain socket: warning plain send of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes
  {"bytes":1,"call":"send of Broadcast","offset":0}
  send of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes; nothing was sent
all sockets: warning test sendToSockets of SingleCastBulk: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 1 of 2 bytes, for uniqId bob; 1 more in this call
  {"bytes":2,"call":"sendToSockets of SingleCastBulk","offset":1,"uniqId":"bob"}
  sendToSockets of SingleCastBulk: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 1 of 2 bytes, for uniqId bob; 1 more in this call; nothing was sent
by uniqId: warning test sendToSocketByUniqId of SingleCastBulk: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 1 of 2 bytes, for uniqId ann
  {"bytes":2,"call":"sendToSocketByUniqId of SingleCastBulk","offset":1,"uniqId":"ann"}
  sendToSocketByUniqId of SingleCastBulk: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 1 of 2 bytes, for uniqId ann; nothing was sent
by worker address: warning test sendToSocketByWorkerAddrAsHex of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes
  {"bytes":1,"call":"sendToSocketByWorkerAddrAsHex of Broadcast","offset":0}
  sendToSocketByWorkerAddrAsHex of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes; nothing was sent
passed on: warning test broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes
  {"bytes":1,"call":"broadcast","offset":0}
passed on, changed: warning test broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes
  {"bytes":1,"call":"broadcast","offset":0}
passed on, changed: warning test send of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes
  {"bytes":1,"call":"send of Broadcast","offset":0}
its own: warning test send of Broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes
  {"bytes":1,"call":"send of Broadcast","offset":0}
0 frames more than that were sent
