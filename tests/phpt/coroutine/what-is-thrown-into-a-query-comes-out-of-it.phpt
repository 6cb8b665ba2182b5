--TEST--
What is thrown into a fiber that waits for an answer or for a connection comes out of the call; other fibers have their answers
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Revolt;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
$gateway = DevGate::start('--delay-ms=1000');
$logger = Setup::netBus($gateway);
ini_set('netsvr.pool_size', '2');
ini_set('netsvr.pool_wait_ms', '30000');
$ask = static fn(string $name): Closure => static function () use ($name): void {
    try {
        $counts = array_column(NetBus::uniqIdCount(), 'count');
        echo "$name: ", json_encode($counts), "\n";
    } catch (DomainException $thrown) {
        echo "$name: ", get_class($thrown), ' ', $thrown->getMessage(), "\n";
    }
};
foreach (['its answer' => 1, 'a connection' => 2] as $what => $victim) {
    // two have connections, the third one waits for one of them
    $fibers = array_map(static fn(int $number): Fiber => new Fiber($ask("fiber $number, $what")), range(0, 2));
    Revolt::run(
        static function () use ($fibers): void {
            foreach ($fibers as $fiber) {
                $fiber->start();
            }
        },
        static function () use ($fibers, $victim): void {
            Revolt::sleep(0.05);
            $fibers[$victim]->throw(new DomainException('give up'));
        }
    );
}
Revolt::run($ask('afterwards'), $ask('afterwards'));
echo implode("\n", preg_grep('/^info/', $logger->take(), PREG_GREP_INVERT)), "\n";
?>
--EXPECT--
fiber 1, its answer: DomainException give up
fiber 0, its answer: [0]
fiber 2, its answer: [0]
fiber 2, a connection: DomainException give up
fiber 0, a connection: [0]
fiber 1, a connection: [0]
afterwards: [0]
afterwards: [0]
