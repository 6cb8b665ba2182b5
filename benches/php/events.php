<?php
/*
 * Events on a main socket, in our own loop. Started by netsvr-bench: events.php <case> <worker address>
 * Each round connects anew: the gateway forwards one ConnOpen, the Transfers that count, one ConnClose.
 */
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use function NetsvrBench\cpu;
use function NetsvrBench\fail;
use function NetsvrBench\logger;
use function NetsvrBench\serve;
use function NetsvrBench\uniqId;

require __DIR__ . '/driver.php';

const SENDERS = 1_000;

[, $case, $workerAddr] = $argv;

/** The clocks run from the first event to the last one, which ends the loop. */
abstract class Handler implements EventInterface
{
    /** @var array{int, int} µs of CPU and ns of wall time: what the clocks say at first, then what has passed */
    public array $taken = [0, 0];
    public MainSocketManager $manager;

    final public function onOpen(ConnOpen $connOpen): void
    {
        $this->taken = [cpu(), hrtime(true)];
    }

    final public function onClose(ConnClose $connClose): void
    {
        $this->taken = [cpu() - $this->taken[0], hrtime(true) - $this->taken[1]];
        $this->manager->close();
    }

    /** What the last event must have left behind. */
    public function verify(Transfer $last): void
    {
    }
}

final class EmptyHandler extends Handler
{
    public function onMessage(Transfer $transfer): void
    {
    }
}

final class GettersHandler extends Handler
{
    private string $uniqId = '';
    private string $customerId = '';
    private string $data = '';

    public function onMessage(Transfer $transfer): void
    {
        $this->uniqId = $transfer->getUniqId();
        $this->customerId = $transfer->getCustomerId();
        $this->data = $transfer->getData();
    }

    public function verify(Transfer $last): void
    {
        $expected = [$last->getUniqId(), $last->getCustomerId(), $last->getData()];
        if ([$this->uniqId, $this->customerId, $this->data] !== $expected) {
            fail('the last event is not what it must be');
        }
    }
}

final class EchoHandler extends Handler
{
    public function __construct(private string $answer)
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        NetBus::singleCast($transfer->getUniqId(), $this->answer);
    }
}

/** Compares and counts all events on their way to another handler. */
final class ComparingHandler extends Handler
{
    public int $count = 0;

    public function __construct(private Handler $handler, private string $workerAddr)
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        if (fields($transfer) !== fields(transfer($this->workerAddr, $this->count++ % SENDERS))) {
            fail("event $this->count is not what it must be");
        }
        $this->handler->onMessage($transfer);
    }
}

function fields(Transfer $transfer): array
{
    return [
        $transfer->getUniqId(),
        $transfer->getCustomerId(),
        $transfer->getSession(),
        iterator_to_array($transfer->getTopics()),
        $transfer->getData(),
    ];
}

/** The event of a sender. netsvr-bench makes up the same ones. */
function transfer(string $workerAddr, int $sender): Transfer
{
    return new Transfer([
        'uniqId' => uniqId($workerAddr, $sender),
        'customerId' => sprintf('customer-%04d', $sender),
        'session' => json_encode(['name' => sprintf('client %04d', $sender), 'visits' => 1]),
        'topics' => ['topic-1', 'topic-2'],
        'data' => str_repeat('x', 149),
    ]);
}

/** Registers, and handles what the gateway forwards. */
function run(string $workerAddr, Handler $handler): array
{
    $logger = logger();
    $manager = new MainSocketManager();
    $socket = new Socket('bench', $logger, $workerAddr, 10, 10);
    $events = Event::OnOpen | Event::OnClose | Event::OnMessage;
    $manager->addSocket(new MainSocket('bench', $logger, $handler, $socket, '~6YOt5rW35piO~', $events, 10, 45_000));
    Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
    $handler->manager = $manager;
    $manager->run();
    return $handler->taken;
}

$handler = match ($case) {
    'empty' => new EmptyHandler(),
    'getters' => new GettersHandler(),
    'echo' => new EchoHandler(str_repeat('x', 64)),
};
$last = transfer($workerAddr, SENDERS - 1);
// sends nothing: there is no gateway in a loop
$limit = $handler instanceof EchoHandler ? new GettersHandler() : $handler;

$fields = serialize(fields($last));
serve([
    // what PHP's own decoder, in C, takes for the same values: no handler is called
    'decode' => static function (int $calls) use ($fields): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            $values = unserialize($fields);
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    },
    'compare' => static function (int $calls) use ($workerAddr, $handler): array {
        if (strlen(transfer($workerAddr, 0)->serializeToString()) !== 250) {
            fail('an event has not 250 bytes');
        }
        $comparing = new ComparingHandler($handler, $workerAddr);
        $taken = run($workerAddr, $comparing);
        if ($comparing->count !== $calls) {
            fail("$comparing->count of $calls events have come");
        }
        return $taken;
    },
    'events' => static function (int $calls) use ($workerAddr, $handler, $last): array {
        $taken = run($workerAddr, $handler);
        $handler->verify($last);
        return $taken;
    },
    'limit' => static function (int $calls) use ($limit, $last): array {
        [$cpu, $wall] = [cpu(), hrtime(true)];
        for ($i = 0; $i < $calls; $i++) {
            $limit->onMessage($last);
        }
        return [cpu() - $cpu, hrtime(true) - $wall];
    },
]);
