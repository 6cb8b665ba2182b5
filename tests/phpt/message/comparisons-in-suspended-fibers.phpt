--TEST--
Comparisons that are suspended in fibers do not count with others, nor those of a request that a fatal error has ended
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnInfoResp;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

/** Levels of messages, each of which is two comparisons: the message and its map. */
const LEVELS = 60;

final class Compared extends ConnInfoResp
{
    public mixed $text = 'text';
}

final class Suspending
{
    public function __toString(): string
    {
        Fiber::suspend();
        return 'text';
    }
}

function nest(mixed $text): ConnInfoResp
{
    $message = new Compared();
    $message->text = $text;
    for ($level = 0; $level < LEVELS; $level++) {
        $outer = new ConnInfoResp();
        (new ReflectionProperty(Netsvr\MapField::class, 'container'))->setValue($outer->getItems(), ['k' => $message]);
        $message = $outer;
    }
    return $message;
}

/** What comes of comparing such messages in a fiber, which is suspended meanwhile. */
function compareInFiber(?string &$came): Fiber
{
    $fiber = new Fiber(static function () use (&$came): void {
        try {
            $came = nest(new Suspending()) == nest('text') ? 'equal' : 'not equal';
        } catch (Throwable $thrown) {
            $came = $thrown->getMessage();
        }
    });
    $fiber->start();
    return $fiber;
}

if (PHP_SAPI === 'cli-server') {
    // each request makes its first fiber at the same place
    $fiber = compareInFiber($came);
    if ($_SERVER['REQUEST_URI'] === '/dies') {
        trigger_error('the request ends here', E_USER_ERROR);
    }
    $fiber->isSuspended() && $fiber->resume();
    echo $came;
    return;
}

Setup::endAfter(60);
$fibers = $came = [];
for ($number = 0; $number < 5; $number++) {
    $came[$number] = null;
    $fibers[] = compareInFiber($came[$number]);
}
echo 'others: ', nest('text') == nest('text') ? 'equal' : 'not equal', "\n";
foreach ($fibers as $fiber) {
    $fiber->isSuspended() && $fiber->resume();
}
echo 'in fibers: ', implode(', ', $came), "\n";
$server = new PhpServer(__FILE__);
for ($request = 0; $request < 5; $request++) {
    str_contains($server->get('/dies'), 'ends here') || print("the request does not end\n");
}
echo 'in a later request: ', $server->get('/'), "\n";
$server->stop();
?>
--EXPECT--
others: equal
in fibers: equal, equal, equal, equal, equal
in a later request: equal
