--TEST--
LengthProtocol is a protocol of this Workerman: length, decode, encode, as in the original
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Workerman\LengthProtocol;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Workerman\Connection\ConnectionInterface;
use Workerman\Protocols\ProtocolInterface;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    $host->load();
    // Without its constructor: a connection is passed and never asked.
    $connection = (new ReflectionClass($host->connectionClass()))->newInstanceWithoutConstructor();
    $print = fn(string $title, mixed $value) => print("  $title: " . json_encode($value) . "\n");
    $print('implements', is_subclass_of(LengthProtocol::class, ProtocolInterface::class));
    foreach (['', "\0\0\0", "\0\0\0\x07", pack('N', 7) . 'half', pack('NN', 7, 1) . 'xyz', pack('NN', 7, 1) . 'xyz and more'] as $buffer) {
        $print('input of ' . strlen($buffer), LengthProtocol::input($buffer, $connection));
    }
    $print('decode', LengthProtocol::decode(pack('NN', 7, 900001003) . 'xyz', $connection));
    $print('decode an empty body', LengthProtocol::decode(pack('NN', 4, 900001003), $connection));
    $print('encode', bin2hex(LengthProtocol::encode('data', $connection)));
    $print('encode nothing', bin2hex(LengthProtocol::encode('', $connection)));
});
?>
--EXPECT--
Workerman 4, Workerman 5
  implements: true
  input of 0: 0
  input of 3: 0
  input of 4: 11
  input of 8: 11
  input of 11: 11
  input of 20: 11
  decode: {"cmd":900001003,"protobuf":"xyz"}
  decode an empty body: {"cmd":900001003,"protobuf":""}
  encode: "0000000464617461"
  encode nothing: "00000000"
