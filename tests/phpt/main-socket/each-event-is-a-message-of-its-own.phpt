--TEST--
Whatever a handler does with one event, the next one is a message of its own with nothing but its own fields
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Cmd;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\RegisterResp;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\Step;

$full = (new Transfer([
    'uniqId' => 'ann',
    'customerId' => 'customer',
    'session' => 'session',
    'topics' => ['one', 'two'],
    'data' => 'data',
]))->serializeToString();
$unknownField = "\x98\x06\x01";
$bare = (new Transfer(['uniqId' => 'bob']))->serializeToString();

$kept = [];
$tricks = [
    'reads it' => static fn(Transfer $event) => [$event->getData(), count($event->getTopics())],
    'changes it' => static fn(Transfer $event) => $event->setData('changed')->setTopics(['three']),
    'keeps it' => static function (Transfer $event) use (&$kept): void {
        $kept['event'] = $event;
    },
    'keeps its topics' => static function (Transfer $event) use (&$kept): void {
        $kept['topics'] = $event->getTopics();
    },
    'keeps a clone' => static function (Transfer $event) use (&$kept): void {
        $kept['clone'] = clone $event;
    },
    'keeps a weak reference' => static function (Transfer $event) use (&$kept): void {
        $kept['weak'] = WeakReference::create($event);
    },
    'keeps it as a weak key' => static function (Transfer $event) use (&$kept): void {
        $kept['map'] = new WeakMap();
        $kept['map'][$event] = true;
    },
    'looks for those' => static function () use (&$kept): void {
        $kept['gone'] = $kept['weak']->get() === null && count($kept['map']) === 0;
    },
    'adds a property' => static function (Transfer $event): void {
        @$event->added = true;
    },
    'looks into it' => static fn(Transfer $event) => [(array)$event, print_r($event, true), var_export($event, true)],
    'throws' => static fn(Transfer $event) => throw new Exception('thrown'),
];

$handler = new class($tricks, $bare) implements EventInterface {
    public MainSocketManager $manager;
    private array $names;

    public function __construct(private array $tricks, private string $bare)
    {
        $this->names = array_keys($tricks);
    }

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        if ($transfer->getUniqId() !== 'bob') {
            $this->tricks[$this->names[0]]($transfer);
            return;
        }
        $same = $transfer->serializeToString() === $this->bare && $transfer == new Transfer(['uniqId' => 'bob']);
        $same = $same && !isset($transfer->added) && count($transfer->getTopics()) === 0;
        echo array_shift($this->names), ': ', $same ? 'nothing is left' : 'SOMETHING IS LEFT', "\n";
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->manager->close();
    }
};

$pair = Frames::pack(Cmd::Transfer, $full . $unknownField) . Frames::pack(Cmd::Transfer, $bare);
$events = str_repeat($pair, count($tricks));
$registered = Frames::pack(Cmd::Register, (new RegisterResp(['connId' => 'id']))->serializeToString());
$gateway = FakeGateway::start([[Step::raw($registered . $events . Frames::pack(Cmd::ConnClose))]]);
$logger = new ArrayLogger();
$manager = $handler->manager = new MainSocketManager();
$socket = new Socket('', $logger, $gateway->addr(), 5, 5);
$manager->addSocket(new MainSocket('', $logger, $handler, $socket, 'beat', Event::OnMessage | Event::OnClose, 1, 45_000));
$manager->run();

echo "\n";
$same = $full . $unknownField;
echo 'kept event: ', $kept['event']->serializeToString() === $same ? 'unchanged' : 'CHANGED', "\n";
echo 'kept clone: ', $kept['clone']->serializeToString() === $same ? 'unchanged' : 'CHANGED', "\n";
echo 'kept topics: ', implode(', ', iterator_to_array($kept['topics'])), "\n";
echo 'weak reference and key: ', $kept['gone'] ? 'gone' : 'ALIVE', "\n";
$gateway->stop();
?>
--EXPECT--
reads it: nothing is left
changes it: nothing is left
keeps it: nothing is left
keeps its topics: nothing is left
keeps a clone: nothing is left
keeps a weak reference: nothing is left
keeps it as a weak key: nothing is left
looks for those: nothing is left
adds a property: nothing is left
looks into it: nothing is left
throws: nothing is left

kept event: unchanged
kept clone: unchanged
kept topics: one, two
weak reference and key: gone
