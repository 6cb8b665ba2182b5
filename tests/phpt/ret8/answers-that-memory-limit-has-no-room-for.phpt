--TEST--
API 8: what memory_limit has no room for is an exception of who looks at it, and is there once there is room; nothing crashes, and the next call works
--INI--
netsvr.api=8
memory_limit=128M
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrProtocol\Cmd;
use NetsvrTests\Support\AnsweringTaskSocket;
use NetsvrTests\Support\Results;

$entries = '';
for ($number = 0; $number < 100000; $number++) {
    $entries .= sprintf("\x0a\x0f\x0a\x0bclient%05d\x12\x00", $number);
}
$ids = '';
for ($number = 0; $number < 100000; $number++) {
    $ids .= sprintf("\x0a\x1c%028d", $number);
}
AnsweringTaskSocket::bind([Results::ONE => [Cmd::ConnInfo => $entries, Cmd::UniqIdList => $ids]]);
unset($entries, $ids);

$connInfo = NetBus::connInfo(Results::ID_OF_ONE);
$uniqIds = NetBus::uniqIdList();
$full = ini_get('memory_limit');
$try = static function (string $what, callable $look) use ($full): void {
    ini_set('memory_limit', (string)(memory_get_usage(true) + (4 << 20)));
    try {
        $look();
        $said = 'no exception';
    } catch (SocketReceiveException $exception) {
        $said = preg_replace('/\d+/', 'N', $exception->getMessage());
    }
    ini_set('memory_limit', $full);
    echo "$what: $said\n";
};
$try('toArray', $connInfo->toArray(...));
$try('getItems', $connInfo->getItems(...));
$try('data', static fn() => $connInfo->data);
$try('isset', static fn() => isset($connInfo->data));
$try('cast', static fn() => (array)$connInfo);
$try('clone', static fn() => clone $connInfo);
$try('equal', static fn() => $connInfo == new NetsvrBusiness\Ret\ConnInfoRet());
$try('serialize', static fn() => serialize($connInfo));
$try('json', static fn() => json_encode($connInfo));
$try('reference', static function () use ($connInfo): void {
    $data = &$connInfo->data;
});
$try('getUniqIds', $uniqIds->getUniqIds(...));
echo 'with room: ', count($uniqIds->getUniqIds()), ' ', count($connInfo->toArray()), ' ', count($connInfo->getItems()), ' ', count($connInfo->data), "\n";
?>
--EXPECT--
toArray: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
getItems: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
data: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
isset: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
cast: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
clone: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
equal: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
serialize: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
json: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
reference: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
getUniqIds: N bytes from the gateway would take about N bytes in PHP, and memory_limit (N) leaves N: raise it, or lower netsvr.max_packet_size
with room: 100000 100000 100000 1
