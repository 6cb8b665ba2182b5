--TEST--
A logger that sends its lines through NetBus does not go round for ever when the gateway is down
--EXTENSIONS--
netsvr
--INI--
error_log=
log_errors_max_len=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);

/** Tells the administrators, who are websocket clients, too. */
final class Alerts extends Psr\Log\AbstractLogger
{
    public array $lines = [];

    public function log($level, $message, array $context = []): void
    {
        $this->lines[] = $level . ': ' . strtok($message, "\n");
        if (count($this->lines) > 1000) {
            exit("it goes round for ever\n");
        }
        NetBus::broadcast("$level in the shop");
    }
}

/** What PHP's error log got meanwhile: lines without their time, address and figures. */
function told(): array
{
    static $read = 0;
    $lines = explode("\n", rtrim(substr(file_get_contents(ini_get('error_log')), $read)));
    $read = filesize(ini_get('error_log'));
    clearstatcache();
    $lines = preg_grep('/netsvr: /', $lines);
    return array_values(preg_replace(['/^.*netsvr: /', '/127\.0\.0\.1:\d+/', '/ (failed|ok)\..*/'], ['', 'A', ' $1'], $lines));
}

$file = tempnam(sys_get_temp_dir(), 'netsvr');
ini_set('error_log', $file);
$gateway = FakeGateway::start([[Step::silence(), Step::silence(), Step::silence(), Step::silence()]]);
$gateway->down();
$alerts = new Alerts();
$manager = new NetsvrBusiness\TaskSocketManger();
$manager->addSocket(Setup::taskSocket($gateway->addr(), $alerts, 1));
Setup::bind($manager);

NetBus::broadcast('order 1');
print_r(preg_replace(['/127\.0\.0\.1:\d+/', '/ (failed|ok)\..*/'], ['A', ' $1'], $alerts->lines));
print_r(told());

// the lines of a fiber that waits in the logger do not hide those of others
$alerts->lines = [];
$waiting = new class($alerts) extends Psr\Log\AbstractLogger {
    public function __construct(private Alerts $alerts)
    {
    }

    public function log($level, $message, array $context = []): void
    {
        $this->alerts->lines[] = (Fiber::getCurrent() ? 'fiber' : 'main') . ": $level";
        Fiber::getCurrent() && Fiber::suspend();
    }
};
$manager = new NetsvrBusiness\TaskSocketManger();
$manager->addSocket(Setup::taskSocket($gateway->addr(), $waiting, 1));
Setup::bind($manager);
$fiber = new Fiber(static fn() => NetBus::broadcast('order 2'));
$fiber->start();
NetBus::broadcast('order 3');
while (!$fiber->isTerminated()) {
    $fiber->resume();
}
NetBus::broadcast('order 4');
print_r($alerts->lines);
print_r(told());
unlink($file);
?>
--EXPECT--
Array
(
    [0] => error: test connect to A failed
    [1] => error: test send to A failed
)
Array
(
    [0] => test connect to A failed
    [1] => test send to A failed
    [2] => test connect to A failed
    [3] => test send to A failed
)
Array
(
    [0] => fiber: error
    [1] => main: error
    [2] => main: error
    [3] => fiber: error
    [4] => main: error
    [5] => main: error
)
Array
(
)
