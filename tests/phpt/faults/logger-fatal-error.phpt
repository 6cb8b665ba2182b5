--TEST--
A fatal error in the logger while a connection is made leaves NetBus usable at shutdown
--EXTENSIONS--
netsvr
--INI--
display_errors=0
log_errors=0
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;

Setup::endAfter(40);

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

// Whichever connection takes the next call, it answers its own.
$gateway = FakeGateway::start([[Faults::count(1), Faults::count(2), Faults::count(3)]]);
$logger = new Interruption('connect to');
$logger->bind($gateway);
register_shutdown_function(function () use ($gateway) {
    echo 'fatal: ', error_get_last()['message'], "\n";
    echo 'at shutdown: ', NetBus::uniqIdCount()[0]['count'], "\n";
    echo 'later: ', NetBus::uniqIdCount()[0]['count'], "\n";
    echo 'frames: ', count($gateway->frames()), "\n";
});
$logger->action = fn() => trigger_error('the logger fails', E_USER_ERROR);
NetBus::uniqIdCount();
echo "still here\n";
?>
--EXPECT--
fatal: the logger fails
at shutdown: 2
later: 3
frames: 3
