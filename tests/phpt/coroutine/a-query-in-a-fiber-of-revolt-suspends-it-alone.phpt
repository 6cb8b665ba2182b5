--TEST--
A query in a fiber of Revolt suspends that fiber alone, over connections of its own; netsvr.coroutine=off makes all wait
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Revolt;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
$gateway = DevGate::start('--delay-ms=500');
Setup::netBus($gateway);
Revolt::load();
foreach (['auto', 'off'] as $choice) {
    ini_set('netsvr.coroutine', $choice);
    $order = [];
    $ask = static function (string $name) use (&$order): void {
        $order[] = "$name asks";
        $order[] = "$name has " . NetBus::uniqIdCount()[0]['count'];
    };
    Revolt::run(
        static fn() => $ask('first'),
        static fn() => $ask('second'),
        static function () use (&$order): void {
            Revolt::sleep(0.01);
            $order[] = 'another one runs';
        }
    );
    echo "$choice: ", implode(', ', $order), "\n";
}
?>
--EXPECT--
auto: first asks, second asks, another one runs, first has 0, second has 0
off: first asks, first has 0, second asks, second has 0, another one runs
