--TEST--
An exception of the logger leaves NetBus usable, wherever it comes from
--EXTENSIONS--
netsvr
--INI--
netsvr.backoff_base_ms=0
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);

/** Does something once, at the first message that holds a text. */
final class Interruption extends Psr\Log\AbstractLogger
{
    public ?Closure $action = null;

    public function __construct(private string $at)
    {
    }

    public function log($level, $message, array $context = []): void
    {
        if ($this->action !== null && str_contains($message, $this->at)) {
            $action = $this->action;
            $this->action = null;
            $action();
        }
    }

    public function bind(FakeGateway $gateway): void
    {
        $manager = new NetsvrBusiness\TaskSocketManger();
        $manager->addSocket(Setup::taskSocket($gateway->addr(), $this, 1));
        Setup::bind($manager);
    }
}

/** A call may end with the logger's exception, or well; afterwards everything is as it should be. */
function attempt(string $title, callable $call): void
{
    try {
        $call();
        echo "$title: no exception\n";
    } catch (LogicException $thrown) {
        echo "$title: ", $thrown->getMessage(), "\n";
    } catch (NetsvrBusiness\Exception\SocketReceiveException $thrown) {
        echo "$title: ", $thrown::class, "\n";
    }
}

$throw = fn() => throw new LogicException('the logger fails');
foreach (['connect to', 'close connection', 'receive from'] as $at) {
    // Enough answers for two connections that end early and one that does not.
    $gateway = FakeGateway::start([[Step::close()], [Faults::count(2), Faults::count(2)]]);
    $logger = new Interruption($at);
    $logger->bind($gateway);
    $logger->action = $throw;
    attempt("request, at $at", fn() => NetBus::uniqIdCount());
    if ($at === 'connect to') {
        // This call may still meet the connection that is scripted to end.
        try {
            NetBus::uniqIdCount();
        } catch (NetsvrBusiness\Exception\SocketReceiveException) {
        }
    }
    echo '  next: ', NetBus::uniqIdCount()[0]['count'], "\n";
    $gateway->stop();
}

$gateway = FakeGateway::start([[Step::silence(), Step::silence(), Faults::count(3)]]);
$gateway->down();
$logger = new Interruption('send to');
$logger->bind($gateway);
$logger->action = $throw;
attempt('one-way, at send to', fn() => NetBus::broadcast('lost'));
$gateway->up();
NetBus::broadcast('one');
NetBus::broadcast('two');
echo '  next: ', NetBus::uniqIdCount()[0]['count'], ', frames: ', count($gateway->frames()), "\n";
?>
--EXPECT--
request, at connect to: NetsvrBusiness\Exception\SocketReceiveException
  next: 2
request, at close connection: NetsvrBusiness\Exception\SocketReceiveException
  next: 2
request, at receive from: the logger fails
  next: 2
one-way, at send to: the logger fails
  next: 3, frames: 3
