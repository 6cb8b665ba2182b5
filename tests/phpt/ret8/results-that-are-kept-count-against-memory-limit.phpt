--TEST--
API 8: results that nobody has looked at count against memory_limit; when they go, there is room again
--INI--
netsvr.api=8
memory_limit=64M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrProtocol\Cmd;
use NetsvrTests\Support\AnsweringTaskSocket;
use NetsvrTests\Support\Results;

$ids = '';
for ($number = 0; $number < 100000; $number++) {
    $ids .= sprintf("\x0a\x1c%028d", $number);
}
AnsweringTaskSocket::bind([Results::ONE => [Cmd::UniqIdList => $ids]]);
unset($ids);
$keep = static function (): int {
    $kept = [];
    try {
        while (count($kept) < 100) {
            $kept[] = NetBus::uniqIdList();
        }
    } catch (SocketReceiveException $exception) {
        echo preg_replace('/\d+/', 'N', $exception->getMessage()), "\n";
    }
    return count($kept);
};
$first = $keep();
echo $first > 5 && $first < 22 ? 'as many as there is room for' : $first, "\n";
echo $keep() === $first ? 'as many again' : 'another number', "\n";
echo count(NetBus::uniqIdList()->getUniqIds()), "\n";
?>
--EXPECT--
N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size (answer of N.N.N.N:N to Cmd::UniqIdList)
as many as there is room for
N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size (answer of N.N.N.N:N to Cmd::UniqIdList)
as many again
100000
