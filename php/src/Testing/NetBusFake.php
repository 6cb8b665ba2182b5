<?php
/*
 * NetBus without a gateway, for tests of applications: the calls are the real ones, up to the frames, which are
 * kept here and decoded instead of being sent.
 *
 *     $fake = NetBusFake::start();
 *     $order->ship();                                        // calls NetBus::singleCast($uniqId, 'shipped')
 *     $fake->assertSingleCast($uniqId, 'shipped');
 *
 * Queries get what answer() was told, else the answer of a gateway without clients. Assertions need PHPUnit.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Illuminate\Contracts\Container\Container as LaravelContainer;
use InvalidArgumentException;
use Netsvr\Broadcast;
use Netsvr\ConnOpenResp;
use Netsvr\ForceOffline;
use Netsvr\ForceOfflineByCustomerId;
use Netsvr\Message;
use Netsvr\Multicast;
use Netsvr\MulticastByCustomerId;
use Netsvr\SingleCast;
use Netsvr\SingleCastBulk;
use Netsvr\SingleCastBulkByCustomerId;
use Netsvr\SingleCastByCustomerId;
use Netsvr\TopicPublish;
use Netsvr\TopicPublishBulk;
use Netsvr\TopicSubscribe;
use Netsvr\TopicUnsubscribe;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\Opening;
use NetsvrBusiness\TaskSocketManger;
use PHPUnit\Framework\Assert;
use Throwable;

final class NetBusFake
{
    /** @var list<SentFrame> */
    private array $frames = [];
    /** @var array<int, Message|Closure> by command */
    private array $answers = [];
    private ?object $containerBefore = null;
    private readonly FakeClients $clients;

    /** @param list<string> $workerAddrs */
    private function __construct(private readonly array $workerAddrs)
    {
        $this->clients = new FakeClients();
    }

    /**
     * From now on NetBus speaks to the fake: it takes the place of the socket managers in the container that
     * NetBus uses. In Laravel that is the application, which each test makes anew; elsewhere call stop() at the end.
     *
     * @param string|list<string> $workerAddrs the gateways, `host:port`. With one, it gets everything; with several,
     *     what concerns a uniqId goes to the gateway in its first 12 characters, as in production
     */
    public static function start(string|array $workerAddrs = '127.0.0.1:6061'): self
    {
        $fake = new self(array_values((array)$workerAddrs));
        $tasks = new TaskSocketManger();
        foreach ($fake->workerAddrs as $workerAddr) {
            $tasks->addSocket(new FakeTaskSocket($fake, $workerAddr));
        }
        $container = Container::getInstance();
        if ($container instanceof LaravelContainer) {
            $container->instance(TaskSocketMangerInterface::class, $tasks);
            // Otherwise one-way calls would take the real main sockets.
            $container->instance(MainSocketManagerInterface::class, new FakeMainSocketManager());
        } else {
            $fake->containerBefore = $container;
            $own = new Container();
            $own->bind(TaskSocketMangerInterface::class, $tasks);
            Container::setInstance($own);
        }
        return $fake;
    }

    /** Puts back the container that was there before start(); a Laravel application keeps the fake. */
    public function stop(): void
    {
        if ($this->containerBefore !== null) {
            Container::setInstance($this->containerBefore);
            $this->containerBefore = null;
        }
    }

    /**
     * What a query is answered.
     *
     *     $fake->answer(new UniqIdCountResp(['count' => 3]));
     *     $fake->answer(CheckOnlineResp::class, fn(CheckOnlineReq $asked, string $workerAddr) =>
     *         new CheckOnlineResp(['uniqIds' => $asked->getUniqIds()]));
     *
     * @param Message|class-string<Message> $answer the answer of every gateway, or the class of the answers that the
     *     closure gives
     * @param Closure(Message, string): Message|null $closure called with the question (a query without fields has
     *     none: null) and the worker address
     * @throws InvalidArgumentException for a class that answers no query
     */
    public function answer(Message|string $answer, ?Closure $closure = null): self
    {
        $class = is_string($answer) ? $answer : get_class($answer);
        $cmd = Frames::queryAnsweredBy($class)
            ?? throw new InvalidArgumentException("$class is not the answer of a query");
        if (is_string($answer) && $closure === null) {
            throw new InvalidArgumentException("a closure has to make each $class");
        }
        $this->answers[$cmd] = $closure ?? $answer;
        return $this;
    }

    /**
     * A client connects, and the application is asked, as a gateway (8.x) asks its open callback. In Laravel the
     * container makes the class, and NetsvrConnectionOpened is dispatched.
     *
     *     $answer = $fake->open('a1', SocketAuthenticator::class, realIp: $token);
     *     self::assertSame('17', $answer->getNewCustomerId());
     *
     * @param class-string<Callbacks>|Callbacks $callbacks
     * @return ConnOpenResp not allowed for a client that was Denied
     * @throws Throwable what the application throws otherwise; a gateway would be told to refuse the client
     */
    public function open(
        string $uniqId,
        string|Callbacks $callbacks,
        string $realIp = '',
        string $forwardedFor = '',
        string $remoteAddr = '127.0.0.1'
    ): ConnOpenResp {
        return $this->clients->open(new Opening($uniqId, '', $forwardedFor, $realIp, $remoteAddr), $callbacks);
    }

    /**
     * A client that open() let in goes, with what it came in with, or what is given here. For any other, as for a
     * connection that never was, nobody is called.
     *
     * @param list<string>|null $topics
     */
    public function close(
        string $uniqId,
        ?string $customerId = null,
        ?string $session = null,
        ?array $topics = null
    ): void {
        $this->clients->close($uniqId, $customerId, $session, $topics);
    }

    /**
     * What was sent, in order: the messages, or the frames with command and gateway.
     *
     * @template T of Message
     * @param class-string<T>|null $class only messages of this class; null: all frames, queries too
     * @return ($class is null ? list<SentFrame> : list<T>) a message that went to several gateways is there once for
     *     each
     */
    public function sent(?string $class = null): array
    {
        if ($class === null) {
            return $this->frames;
        }
        $messages = array_map(static fn(SentFrame $frame): ?Message => $frame->message, $this->frames);
        return array_values(array_filter($messages, static fn(?Message $message) => $message instanceof $class));
    }

    /** Forgets what was sent; the answers stay. */
    public function forget(): void
    {
        $this->frames = [];
    }

    // -- assertions; $data is the text expected, a closure that says whether it is the right one, or null for any ---

    /** Nothing but queries was sent. */
    public function assertNothingSent(): void
    {
        $names = array_map(
            static fn(SentFrame $frame): string => $frame->name(),
            array_filter($this->frames, static fn(SentFrame $frame): bool => !$frame->isQuery())
        );
        Assert::assertSame([], array_values($names), "Something was sent to the gateways.{$this->summary()}");
    }

    /**
     * A message of this class was sent, for which the closure, if any, returns true.
     *
     * @template T of Message
     * @param class-string<T> $class
     * @param Closure(T): bool|null $filter
     * @param int|null $times how many; null: at least one. One to several gateways counts once
     */
    public function assertSent(string $class, ?Closure $filter = null, ?int $times = null): void
    {
        $found = $this->count($class, $filter);
        if ($times === null) {
            Assert::assertGreaterThan(0, $found, "No such $class was sent.{$this->summary()}");
        } else {
            Assert::assertSame($times, $found, "Another number of such $class was sent.{$this->summary()}");
        }
    }

    /** @param Closure(Message): bool|null $filter */
    public function assertNotSent(string $class, ?Closure $filter = null): void
    {
        Assert::assertSame(0, $this->count($class, $filter), "Such a $class was sent.{$this->summary()}");
    }

    public function assertBroadcast(string|Closure|null $data = null): void
    {
        $this->assertPair('to everybody', [
            Broadcast::class => static fn(Broadcast $sent) => [['', $sent->getData()]],
        ], '', $data);
    }

    /** By singleCast(), singleCastBulk() or multicast(). */
    public function assertSingleCast(string $uniqId, string|Closure|null $data = null): void
    {
        $this->assertPair("to the client $uniqId", [
            SingleCast::class => static fn(SingleCast $sent) => [[$sent->getUniqId(), $sent->getData()]],
            SingleCastBulk::class =>
                static fn(SingleCastBulk $sent) => self::pairs($sent->getUniqIds(), $sent->getData()),
            Multicast::class => static fn(Multicast $sent) => self::pairs($sent->getUniqIds(), $sent->getData()),
        ], $uniqId, $data);
    }

    /** By singleCastByCustomerId(), singleCastBulkByCustomerId() or multicastByCustomerId(). */
    public function assertSingleCastByCustomerId(string|int $customerId, string|Closure|null $data = null): void
    {
        $this->assertPair("to the customer $customerId", [
            SingleCastByCustomerId::class =>
                static fn(SingleCastByCustomerId $sent) => [[$sent->getCustomerId(), $sent->getData()]],
            SingleCastBulkByCustomerId::class =>
                static fn(SingleCastBulkByCustomerId $sent) => self::pairs($sent->getCustomerIds(), $sent->getData()),
            MulticastByCustomerId::class =>
                static fn(MulticastByCustomerId $sent) => self::pairs($sent->getCustomerIds(), $sent->getData()),
        ], (string)$customerId, $data);
    }

    /** By topicPublish(), topicPublishBulk() or an event with the broadcasting driver. */
    public function assertTopicPublished(string $topic, string|Closure|null $data = null): void
    {
        $this->assertPair("to the topic $topic", [
            TopicPublish::class => static fn(TopicPublish $sent) => self::pairs($sent->getTopics(), $sent->getData()),
            TopicPublishBulk::class =>
                static fn(TopicPublishBulk $sent) => self::pairs($sent->getTopics(), $sent->getData()),
        ], $topic, $data);
    }

    public function assertTopicSubscribed(string $uniqId, string $topic): void
    {
        $this->assertSent(TopicSubscribe::class, static fn(TopicSubscribe $sent): bool =>
            $sent->getUniqId() === $uniqId && in_array($topic, iterator_to_array($sent->getTopics()), true));
    }

    public function assertTopicUnsubscribed(string $uniqId, string $topic): void
    {
        $this->assertSent(TopicUnsubscribe::class, static fn(TopicUnsubscribe $sent): bool =>
            $sent->getUniqId() === $uniqId && in_array($topic, iterator_to_array($sent->getTopics()), true));
    }

    public function assertForcedOffline(string $uniqId): void
    {
        $this->assertSent(ForceOffline::class, static fn(ForceOffline $sent): bool =>
            in_array($uniqId, iterator_to_array($sent->getUniqIds()), true));
    }

    public function assertForcedOfflineByCustomerId(string|int $customerId): void
    {
        $this->assertSent(ForceOfflineByCustomerId::class, static fn(ForceOfflineByCustomerId $sent): bool =>
            in_array((string)$customerId, iterator_to_array($sent->getCustomerIds()), true));
    }

    // -- for the sockets of the fake ----------------------------------------------------------------------------

    /** @internal */
    public function record(string $workerAddr, string $data): SentFrame
    {
        return $this->frames[] = Frames::decode($workerAddr, $data);
    }

    /** @internal Command and body of the answer to a query. */
    public function answerTo(SentFrame $query): string
    {
        $answer = $this->answers[$query->cmd] ?? null;
        if ($answer instanceof Closure) {
            $answer = $answer($query->message, $query->workerAddr);
        }
        return Frames::encode($query->cmd, $answer ?? Frames::emptyAnswer($query->cmd));
    }

    // -- counting -----------------------------------------------------------------------------------------------

    private function count(string $class, ?Closure $filter): int
    {
        $counts = array_fill_keys($this->workerAddrs, 0);
        foreach ($this->frames as $frame) {
            if ($frame->message instanceof $class && ($filter === null || $filter($frame->message))) {
                $counts[$frame->workerAddr]++;
            }
        }
        return self::goesToOneGateway($class) ? array_sum($counts) : max($counts);
    }

    /** What names clients by uniqId goes to their own gateways; everything else to all of them. */
    private static function goesToOneGateway(string $class): bool
    {
        return method_exists($class, 'getUniqId') || method_exists($class, 'getUniqIds');
    }

    /**
     * @param array<class-string<Message>, Closure> $readers give lists of [receiver, data]
     */
    private function assertPair(string $to, array $readers, string $receiver, string|Closure|null $data): void
    {
        $seen = [];
        foreach ($this->frames as $frame) {
            foreach ($readers as $class => $reader) {
                foreach ($frame->message instanceof $class ? $reader($frame->message) : [] as [$who, $what]) {
                    if ($who === $receiver) {
                        $seen[] = $what;
                    }
                }
            }
        }
        if ($data instanceof Closure) {
            Assert::assertNotEmpty(array_filter($seen, $data), "No such message went $to.{$this->summary()}");
        } elseif ($data === null) {
            Assert::assertNotEmpty($seen, "No message went $to.{$this->summary()}");
        } else {
            Assert::assertContains($data, $seen, "This message did not go $to.{$this->summary()}");
        }
    }

    /**
     * @param iterable<string> $receivers
     * @param iterable<string>|string $data
     * @return list<array{string, string}>
     */
    private static function pairs(iterable $receivers, iterable|string $data): array
    {
        $receivers = [...$receivers];
        $data = is_string($data) ? array_fill(0, count($receivers), $data) : [...$data];
        if (count($receivers) === 1) {
            $receivers = array_fill(0, count($data), $receivers[0]);
        }
        return array_map(null, $receivers, $data);
    }

    private function summary(): string
    {
        $lines = array_map(static fn(SentFrame $frame): string => "  $frame", array_slice($this->frames, -20));
        return $lines === [] ? ' Nothing was sent at all.' : "\nSent:\n" . implode("\n", $lines) . "\n";
    }
}
