--TEST--
netsvr.text_check = warn: lines of one call are equal, wherever the wrong byte is and whomever the data is for; the others are counted
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

Setup::endAfter(30);
$gateway = FakeGateway::start();
$logger = Setup::netBusAt([$gateway->addr()]);
ini_set('netsvr.text_check', 'warn');
for ($i = 0; $i < 30; $i++) {
    NetBus::singleCast($gateway->uniqId($i), str_repeat('x', $i) . "\xff");
}
NetBus::broadcast("\xff");
usleep(1_050_000);
NetBus::broadcast("\xff");
$kinds = [];
foreach (array_filter($logger->take(), static fn(string $line): bool => str_starts_with($line, 'warning ')) as $line) {
    // those in a row with one place and recipient each
    $kind = preg_replace('~^warning test (\w+): .* at offset \d+ of .*~', '$1', $line);
    if ($kinds !== [] && end($kinds)[0] === $kind) {
        $kinds[array_key_last($kinds)][1]++;
    } else {
        $kinds[] = [$kind, 1];
    }
}
foreach ($kinds as [$kind, $count]) {
    echo str_contains($kind, ' ') ? substr($kind, strlen('warning test ')) : "$count $kind", "\n";
}
echo count($gateway->frames(32)), " sent\n";
$gateway->stop();
?>
--EXPECT--
10 singleCast
1 broadcast
singleCast: data that is not UTF-8 disconnects browsers (netsvr.text_check) (20 more like this within a second)
1 broadcast
32 sent
