--TEST--
A handler that is suspended in a fiber when a fatal error ends the request leaves no turn behind: a later one handles what has come when it has taken its registration back
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

final class Handler implements EventInterface
{
    public function __construct(private bool $suspends)
    {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        echo "{$transfer->getData()}\n";
        if ($this->suspends) {
            Fiber::suspend();
        }
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}

function inFiber(bool $suspends): Fiber
{
    $manager = new MainSocketManager();
    $socket = new Socket('', $logger = new ArrayLogger(), $_GET['gateway'], 5, 5);
    $manager->addSocket($main = new MainSocket('', $logger, new Handler($suspends), $socket, 'beat', Event::OnMessage, 1, 45_000));
    $fiber = new Fiber(static function () use ($suspends, $manager, $main): void {
        if ($suspends) {
            $manager->run();
        }
        if ($main->connect() && $main->register()) {
            $main->unregister();
            $main->close();
        }
    });
    $fiber->start();
    return $fiber;
}

if (PHP_SAPI === 'cli-server') {
    switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
        case '/dies':
            $fiber = inFiber(true);
            trigger_error('the request ends here', E_USER_ERROR);
        case '/takes-back':
            $fiber = inFiber(false);
    }
    return;
}
Setup::endAfter(60);
$event = GatewayFrames::message('ann', 'event');
$behind = GatewayFrames::message('ann', 'behind the answer');
$gateway = FakeGateway::start([
    [Step::raw(GatewayFrames::registration() . $event)],
    [GatewayFrames::registered(), Step::raw(Frames::pack(Cmd::Unregister, '') . $behind)],
]);
$server = new PhpServer(__FILE__);
$answer = $server->get("/dies?gateway={$gateway->addr()}");
echo str_contains($answer, "event\n") && str_contains($answer, 'ends here') ? 'the handler is suspended' : $answer, "\n";
echo $server->get("/takes-back?gateway={$gateway->addr()}");
$server->stop();
?>
--EXPECT--
the handler is suspended
behind the answer
