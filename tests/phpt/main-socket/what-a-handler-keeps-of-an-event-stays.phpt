--TEST--
Events of any sizes are read as they are, one after the other, and what a handler keeps of one does not change with the next
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

/** Every field comes in every length, next to itself and to others, and every list with every other. */
function events(): array
{
    $events = [];
    $texts = ['', 'a', 'ab', 'abcdefg', '1234567', 'übergroß', str_repeat('x', 31), str_repeat('y', 32), str_repeat('z', 3000)];
    $lists = [[], ['one'], ['two', 'three'], ['TWO', 'THREE'], ['', 'b', str_repeat('t', 40)]];
    foreach ($texts as $text) {
        foreach ($lists as $list) {
            // bytes, which need not be UTF-8
            foreach ([$text, strrev($text)] as $data) {
                $events[] = [
                    'uniqId' => sprintf('client %03d', count($events)),
                    'customerId' => $text,
                    'session' => $texts[count($events) * 7 % count($texts)],
                    'topics' => $list,
                    'data' => $data,
                ];
            }
        }
    }
    return $events;
}

function fields(Transfer $event): array
{
    return [
        'uniqId' => $event->getUniqId(),
        'customerId' => $event->getCustomerId(),
        'session' => $event->getSession(),
        'topics' => iterator_to_array($event->getTopics()),
        'data' => $event->getData(),
    ];
}

/** May look at the fields. */
final class Child extends Transfer
{
    public static function references(Transfer $event): array
    {
        $fields = [];
        foreach (['uniqId', 'customerId', 'session', 'data'] as $field) {
            $fields[$field] = &$event->$field;
        }
        return $fields;
    }
}

$ways = [
    'read at once' => fn(Transfer $event) => md5(serialize(fields($event))),
    'read as bytes' => function (Transfer $event) {
        $copy = new Transfer();
        $copy->mergeFromString($event->serializeToString());
        return md5(serialize(fields($copy)));
    },
    'strings kept' => fn(Transfer $event) => fields($event),
    'topics kept' => fn(Transfer $event) => $event->getTopics(),
    'every other message kept' => fn(Transfer $event) => substr($event->getUniqId(), -1) % 2 ? $event : fields($event),
    'clone kept' => fn(Transfer $event) => clone $event,
    'array of topics kept' => fn(Transfer $event) => [
        'topics' => (new ReflectionProperty(Transfer::class, 'topics'))->getValue($event) ?? [],
    ],
    'references kept' => Child::references(...),
    'fields set' => function (Transfer $event) {
        $fields = fields($event);
        $event->setData($fields['uniqId'])->setTopics([$fields['customerId'], 'more'])->setSession($fields['session']);
        return $fields;
    },
];

/** What has been kept, in one form. */
function told(mixed $kept, array $event): array|string
{
    return match (true) {
        is_string($kept) => $kept === md5(serialize($event)) ? $event : 'something else',
        $kept instanceof Transfer => fields($kept),
        is_object($kept) => ['topics' => iterator_to_array($kept)] + $event,
        default => $kept + $event,
    };
}

$events = events();
$frames = Frames::pack(Cmd::Register, (new RegisterResp(['connId' => 'id']))->serializeToString());
foreach ($ways as $way) {
    foreach ($events as $event) {
        $frames .= Frames::pack(Cmd::Transfer, (new Transfer($event))->serializeToString());
    }
}
$gateway = FakeGateway::start([[Step::raw($frames . Frames::pack(Cmd::ConnClose))]]);

$handler = new class($events, $ways) implements EventInterface {
    public MainSocketManager $manager;
    public array $kept = [];
    private int $count = 0;

    public function __construct(private array $events, private array $ways)
    {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        $way = array_keys($this->ways)[intdiv($this->count++, count($this->events))];
        $this->kept[$way][] = $this->ways[$way]($transfer);
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->manager->close();
    }
};
$logger = new ArrayLogger();
$manager = $handler->manager = new MainSocketManager();
$socket = new Socket('', $logger, $gateway->addr(), 5, 5);
$manager->addSocket(new MainSocket('', $logger, $handler, $socket, 'beat', Event::OnMessage | Event::OnClose, 1, 45_000));
$manager->run();

foreach ($handler->kept as $way => $kept) {
    $wrong = 0;
    foreach ($kept as $number => $one) {
        $told = told($one, $events[$number]);
        ksort($told);
        $expected = $events[$number];
        ksort($expected);
        $wrong += $told === $expected ? 0 : 1;
    }
    echo "$way: ", count($kept) === count($events) ? 'all of them' : count($kept), ', ', $wrong, " wrong\n";
}
$gateway->stop();
?>
--EXPECT--
read at once: all of them, 0 wrong
read as bytes: all of them, 0 wrong
strings kept: all of them, 0 wrong
topics kept: all of them, 0 wrong
every other message kept: all of them, 0 wrong
clone kept: all of them, 0 wrong
array of topics kept: all of them, 0 wrong
references kept: all of them, 0 wrong
fields set: all of them, 0 wrong
