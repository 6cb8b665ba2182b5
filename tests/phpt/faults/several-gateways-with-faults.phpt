--TEST--
One gateway slow, one dead, one fine: one deadline, the failing one is named, no answer crosses over
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);

/** Whose address the previous exception names. */
function blamed(callable $call, FakeGateway ...$gateways): void
{
    $start = microtime(true);
    try {
        $call();
        echo "NO EXCEPTION\n";
    } catch (NetsvrBusiness\Exception\SocketReceiveException $thrown) {
        $text = (string)$thrown->getPrevious()?->getMessage();
        $named = array_filter($gateways, fn(FakeGateway $gateway): bool => str_contains($text, $gateway->addr()));
        echo 'failed because of ', implode(', ', array_keys($named)) ?: "NOBODY: $text", "\n";
    }
    $took = microtime(true) - $start;
    echo $took < 5 ? '' : "  LATE: $took s\n";
}

$failures = [
    'slow' => [Faults::count(66)->delayed(20_000)],
    'closing' => [Step::close()],
    'cut' => [Faults::count(666)->truncated(9)->thenClose()],
    'of another command' => [Step::answer(Faults::countBody(66), Faults::CUSTOMER_ID_COUNT)],
    'too many' => [Step::raw(str_repeat(Frames::pack(Faults::UNIQ_ID_COUNT, Faults::countBody(66)), 2))],
];
foreach ($failures as $what => $script) {
    // Fine ones before and after it, which answer the next call with other figures, on whichever connection.
    $first = FakeGateway::start([[Faults::count(1), Faults::count(11)], [Faults::count(11)]]);
    $bad = FakeGateway::start([$script, [Faults::count(22)]]);
    $last = FakeGateway::start([[Faults::count(3), Faults::count(33)], [Faults::count(33)]]);
    $faults = Faults::bind(1, $first, $bad, $last);
    echo "$what: ";
    blamed(fn() => NetBus::uniqIdCount(), first: $first, bad: $bad, last: $last);
    $faults->call('next', fn() => NetBus::uniqIdCount());
    array_map(fn(FakeGateway $gateway) => $gateway->stop(), [$first, $bad, $last]);
}

$fine = FakeGateway::start([[Faults::count(1)], []]);
$slow = FakeGateway::start([[Faults::count(66)->delayed(20_000)], []]);
$dead = FakeGateway::start();
$dead->down();
$faults = Faults::bind(1, $slow, $fine, $dead);
$start = microtime(true);
try {
    NetBus::uniqIdCount();
} catch (NetsvrBusiness\Exception\SocketReceiveException $thrown) {
    $text = $thrown->getPrevious()->getMessage();
    $named = str_contains($text, $slow->addr()) || str_contains($text, $dead->addr());
    echo 'slow and dead: names ', $named ? 'one of them' : $text, "\n";
}
echo microtime(true) - $start < 5 ? "  in time\n" : "  LATE\n";
// One-way commands reach those that are there.
$faults->forgetLog();
NetBus::broadcast('to all');
$errors = preg_grep('~^error test send to ~', $faults->logger->take());
$named = str_replace([$slow->addr(), $fine->addr(), $dead->addr()], ['slow', 'fine', 'dead'], $errors);
echo '  reported: ', implode(', ', $named), "\n";
foreach (['slow' => $slow, 'fine' => $fine, 'dead' => $dead] as $name => $gateway) {
    $casts = fn(): int => count(array_filter($gateway->frames(), fn(array $frame): bool => $frame['cmd'] === Faults::BROADCAST));
    for ($i = 0; $i < 400 && $name !== 'dead' && $casts() === 0; $i++) {
        usleep(5000);
    }
    echo "  $name got ", $casts(), "\n";
}
?>
--EXPECT--
slow: failed because of bad
next: [{"workerAddr":"gateway 1","count":11},{"workerAddr":"gateway 2","count":22},{"workerAddr":"gateway 3","count":33}]
closing: failed because of bad
next: [{"workerAddr":"gateway 1","count":11},{"workerAddr":"gateway 2","count":22},{"workerAddr":"gateway 3","count":33}]
cut: failed because of bad
next: [{"workerAddr":"gateway 1","count":11},{"workerAddr":"gateway 2","count":22},{"workerAddr":"gateway 3","count":33}]
of another command: failed because of bad
next: [{"workerAddr":"gateway 1","count":11},{"workerAddr":"gateway 2","count":22},{"workerAddr":"gateway 3","count":33}]
too many: failed because of bad
next: [{"workerAddr":"gateway 1","count":11},{"workerAddr":"gateway 2","count":22},{"workerAddr":"gateway 3","count":33}]
slow and dead: names one of them
  in time
  reported: error test send to dead failed.
  slow got 1
  fine got 1
  dead got 0
