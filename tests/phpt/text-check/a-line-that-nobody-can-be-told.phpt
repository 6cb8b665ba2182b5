--TEST--
netsvr.text_check = warn without a logger of ours, and with one that throws: PHP's error log has it, and the message is sent
--INI--
error_log=
log_errors=1
display_errors=0
html_errors=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\RecordingTaskSocket;
use NetsvrTests\Support\Setup;
use Psr\Log\AbstractLogger;

Setup::endAfter(30);
$file = (string)tempnam(sys_get_temp_dir(), 'netsvr');
ini_set('error_log', $file);
ini_set('netsvr.text_check', 'warn');
$said = static function () use ($file): void {
    foreach (file($file, FILE_IGNORE_NEW_LINES) as $line) {
        if (str_contains($line, 'netsvr: ')) {
            echo '  ', preg_replace(['~^\[[^]]*\] ~', '~ in /\S+ on line \d+$~'], '', $line), "\n";
        }
    }
    file_put_contents($file, '');
};

echo "a socket that is written in PHP\n";
$socket = new RecordingTaskSocket('127.0.0.1:6061');
$manager = new TaskSocketManger();
$manager->addSocket($socket);
Setup::bind($manager);
NetBus::topicPublish("a\ttopic", "\xc3\x28");
$said();
echo '  sent: ', count($socket->sent), "\n";

echo "a logger that throws\n";
$gateway = FakeGateway::start();
$logger = new class extends AbstractLogger {
    public function log($level, $message, array $context = []): void
    {
        if ($level === 'warning') {
            throw new DomainException('no room for a line');
        }
    }
};
$manager = new TaskSocketManger();
$manager->addSocket(new TaskSocket('', $logger, $gateway->addr(), 5, 5, 117));
Setup::bind($manager);
NetBus::broadcast("\xff");
$said();
echo '  sent: ', count($gateway->frames(1)), "\n";

echo "a logger that sends what is no text itself\n";
$logger = new class extends AbstractLogger {
    public function log($level, $message, array $context = []): void
    {
        if ($level === 'warning') {
            NetBus::broadcast("$message \xff");
        }
    }
};
$manager = new TaskSocketManger();
$manager->addSocket(new TaskSocket('', $logger, $gateway->addr(), 5, 5, 117));
Setup::bind($manager);
NetBus::broadcast("\xff");
$said();
echo '  sent: ', count($gateway->frames(3)) - 1, "\n";
$gateway->stop();
unlink($file);
?>
--EXPECT--
a socket that is written in PHP
  netsvr: topicPublish: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 2 bytes, for topic a\x09topic
  sent: 1
a logger that throws
  netsvr: the logger has thrown at "broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 0 of 1 bytes": 0 --> no room for a line
  sent: 1
a logger that sends what is no text itself
  netsvr: broadcast: data that is not UTF-8 disconnects browsers (netsvr.text_check): the first wrong byte is at offset 123 of 124 bytes
  sent: 2
