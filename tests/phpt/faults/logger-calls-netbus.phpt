--TEST--
A logger that uses NetBus while a connection is made or a failure is reported
--EXTENSIONS--
netsvr
--INI--
error_log=/dev/null
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

foreach (['connect to', 'close connection', 'receive from'] as $at) {
    // The first connection ends in the middle of its answer, the others are in order.
    $gateway = FakeGateway::start([
        [Faults::count(300)->truncated(9)->thenClose()], [Faults::count(1), Faults::count(1), Faults::count(1)],
    ]);
    $logger = new Interruption($at);
    $logger->bind($gateway);
    $inner = 'none';
    $logger->action = function () use (&$inner) {
        try {
            $inner = NetBus::uniqIdCount()[0]['count'];
        } catch (NetsvrBusiness\Exception\SocketReceiveException) {
            $inner = 'failed';
        }
    };
    try {
        $outer = NetBus::uniqIdCount()[0]['count'];
    } catch (NetsvrBusiness\Exception\SocketReceiveException) {
        $outer = 'failed';
    }
    // One of them has met the connection that ends early.
    $both = [$inner, $outer];
    sort($both);
    echo "$at: ", implode(' and ', $both) , ', next: ', NetBus::uniqIdCount()[0]['count'], "\n";
    $gateway->stop();
}
?>
--EXPECT--
connect to: 1 and failed, next: 1
close connection: 1 and failed, next: 1
receive from: 1 and failed, next: 1
