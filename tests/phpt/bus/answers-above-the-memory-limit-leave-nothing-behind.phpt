--TEST--
A process in which every answer meets the memory limit does not grow
--SKIPIF--
<?php
is_readable('/proc/self/maps') || die('skip the size of a process is not to be had');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

final class Answering extends TaskSocket
{
    public static string $answer;

    public function send(string $data): bool
    {
        return true;
    }

    public function receive(): string|false
    {
        return self::$answer;
    }
}

if (PHP_SAPI === 'cli-server') {
    $entries = '';
    for ($number = 0; $number < 100000; $number++) {
        $entries .= sprintf("\x0a\x0f\x0a\x0btopic%06d\x10\x05", $number);
    }
    Answering::$answer = pack('N', Cmd::TopicUniqIdCount) . $entries;
    unset($entries);
    $manager = new TaskSocketManger();
    $manager->addSocket(new Answering('', new ArrayLogger(), '127.0.0.1:6061', 1, 1, 1));
    Setup::bind($manager);
    ini_set('memory_limit', (string)(memory_get_usage() + (30 << 20)));
    NetBus::topicUniqIdCount([], true);
    echo 'there is room for it';
    return;
}

Setup::endAfter(50);
$server = new PhpServer(__FILE__);
echo str_contains($answer = $server->get('/'), 'would take about') ? 'above the limit' : $answer, "\n";
$growth = $server->growth('/', 8);
echo $growth < 9 ? 'flat' : "grew by $growth MiB", "\n";
$server->stop();
?>
--EXPECT--
above the limit
flat
