--TEST--
The work of decoding grows with the number of entries, not with its square
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\ProcessorTime;
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

Setup::endAfter(100);
ini_set('memory_limit', '-1');
$manager = new TaskSocketManger();
$manager->addSocket(new Answering('', new ArrayLogger(), '127.0.0.1:6061', 1, 1, 1));
Setup::bind($manager);
$metrics = static function (int $count): void {
    Answering::$answer = pack('N', Cmd::Metrics);
    for ($item = 0; $item < $count; $item++) {
        $key = chr($item & 0x7f | 0x80) . chr($item >> 7 & 0x7f | 0x80) . chr($item >> 14);
        Answering::$answer .= "\x0a\x08\x08{$key}\x12\x02\x08\x01";
    }
    count(NetBus::metrics()) === $count || print "entries are missing\n";
};
$parses = static function (int $count): void {
    $list = new Netsvr\UniqIdListResp();
    for ($number = 0; $number < $count; $number++) {
        $list->mergeFromString("\x0a\x03abc");
    }
};
$entries = static function (int $count): void {
    $map = new Netsvr\TopicUniqIdCountResp();
    for ($number = 0; $number < $count; $number++) {
        $map->mergeFromString("\x0a\x0a\x0a\x06" . sprintf('%06d', $number) . "\x10\x01");
    }
};
foreach (['metrics' => $metrics, 'small parses' => $parses, 'parses of one entry' => $entries] as $name => $do) {
    $do(100);
    $ratio = ProcessorTime::taken(fn() => $do(80_000)) / max(ProcessorTime::taken(fn() => $do(10_000)), 0.001);
    echo $name, ': ', $ratio < 40 ? 'in proportion' : "$ratio times", "\n";
}
--EXPECT--
metrics: in proportion
small parses: in proportion
parses of one entry: in proportion
