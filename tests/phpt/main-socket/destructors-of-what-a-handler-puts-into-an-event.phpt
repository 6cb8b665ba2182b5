--TEST--
What a handler puts into an event goes before the next event is read: its destructor may send, and close the connection
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\RegisterResp;
use Netsvr\RepeatedField;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

final class Topics extends RepeatedField
{
    private const TYPE_STRING = 9;

    public function __construct(private Closure $atEnd)
    {
        parent::__construct(self::TYPE_STRING);
    }

    public function __destruct()
    {
        ($this->atEnd)();
    }
}

/** May write what it likes. */
final class Child extends Transfer
{
    public static function put(Transfer $event, mixed $value): void
    {
        $event->session = $value;
    }
}

Setup::endAfter(20);
$frames = Frames::pack(Cmd::Register, (new RegisterResp(['connId' => 'id']))->serializeToString());
foreach (['list', 'nested', 'closes', 'lost'] as $uniqId) {
    $frames .= Frames::pack(Cmd::Transfer, (new Transfer(['uniqId' => $uniqId]))->serializeToString());
}
$gateway = FakeGateway::start([[Step::raw($frames)]]);

$handler = new class implements EventInterface {
    public MainSocket $main;
    public bool $isClosed = false;

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        $uniqId = $transfer->getUniqId();
        echo $uniqId, "\n";
        $main = $this->main;
        $sends = static function () use ($main, $uniqId): void {
            echo "destructor of $uniqId\n";
            $main->send(pack('N', Cmd::Broadcast));
        };
        match ($uniqId) {
            'list' => $transfer->setTopics(new Topics($sends)),
            'nested' => Child::put($transfer, [[new Topics($sends)]]),
            default => $transfer->setTopics(new Topics(function () use ($main): void {
                $main->close();
                $this->isClosed = true;
                echo "closed\n";
            })),
        };
    }

    public function onClose(ConnClose $connClose): void
    {
    }
};
$logger = new ArrayLogger();
$manager = new MainSocketManager();
$socket = new Socket('', $logger, $gateway->addr(), 5, 5);
$handler->main = new MainSocket('', $logger, $handler, $socket, 'beat', Event::OnMessage, 1, 45_000);
$manager->addSocket($handler->main);
$manager->run(static fn(MainSocketManager $manager) => $handler->isClosed && $manager->close(), 300);
foreach ($logger->records as [$level, $line]) {
    echo $level, ': ', str_replace($gateway->addr(), 'the gateway', strtok($line, "\n")), "\n";
}
foreach ($gateway->frames(3) as $frame) {
    echo 'sent ', array_search($frame['cmd'], (new ReflectionClass(Cmd::class))->getConstants(), true), "\n";
}
$gateway->stop();
?>
--EXPECT--
list
destructor of list
nested
destructor of nested
closes
closed
info: connect to the gateway ok.
info: register to the gateway ok.
warning: main socket to the gateway closed: 0 frames were not sent, 1 events were not handled.
info: close connection the gateway ok.
error: unregister to the gateway failed.
sent Register
sent Broadcast
sent Broadcast
