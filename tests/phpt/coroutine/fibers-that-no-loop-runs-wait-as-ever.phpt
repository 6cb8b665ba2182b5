--TEST--
A fiber that no loop runs waits for its answer as code outside does: Revolt is not there, or its loop does not run
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Revolt;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
$gateway = DevGate::start('--delay-ms=50');
Setup::netBus($gateway);
foreach (['not there', 'not running'] as $loop) {
    $loop === 'not running' && Revolt::load();
    $fiber = new Fiber(static fn() => NetBus::uniqIdCount()[0]['count']);
    $fiber->start();
    echo "$loop: ", $fiber->isTerminated() ? "ended with {$fiber->getReturn()}" : 'suspended', "\n";
}
?>
--EXPECT--
not there: ended with 0
not running: ended with 0
