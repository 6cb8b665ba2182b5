--TEST--
API 8: LengthProtocol and LengthProtocolV5 frame alike, and end a connection at a length that no frame has
--INI--
netsvr.api=8
netsvr.max_packet_size=1K
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Workerman\LengthProtocol;
use NetsvrBusiness\Workerman\LengthProtocolV5;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Workerman\Protocols\ProtocolInterface;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    $host->load();
    // Without its constructor: a connection is passed and never asked.
    $connection = (new ReflectionClass($host->connectionClass()))->newInstanceWithoutConstructor();
    // The signature of the other one is no implementation of what Workerman 4 declares.
    $protocols = $host === Host::Workerman5 ? [LengthProtocol::class, LengthProtocolV5::class] : [LengthProtocol::class];
    $said = [];
    foreach ($protocols as $protocol) {
        $lines = [json_encode(is_subclass_of($protocol, ProtocolInterface::class))];
        foreach (['', "\0\0\0", pack('N', 3), pack('NN', 7, 1), pack('N', 1024), pack('N', 1025), "\xff\xff\xff\xff"] as $buffer) {
            $lines[] = 'input of ' . bin2hex($buffer) . ': ' . $protocol::input($buffer, $connection);
        }
        $lines[] = json_encode($protocol::decode(pack('NN', 7, 900001003) . 'xyz', $connection));
        $lines[] = bin2hex($protocol::encode('data', $connection));
        $said[] = implode("\n  ", $lines);
    }
    echo '  ', implode("\n  ", array_unique($said)), "\n";
});
$parameters = (new ReflectionMethod('NetsvrBusiness\Native\LengthProtocolV5', 'input'))->getParameters();
echo $parameters[0], "\n";
?>
--EXPECT--
Workerman 4, Workerman 5
  true
  input of : 0
  input of 000000: 0
  input of 00000003: -1
  input of 0000000700000001: 11
  input of 00000400: 1028
  input of 00000401: -1
  input of ffffffff: -1
  {"cmd":900001003,"protobuf":"xyz"}
  0000000464617461
Parameter #0 [ <required> string $buffer ]
