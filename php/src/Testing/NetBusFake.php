<?php
/*
 * NetBus without a gateway, for tests of applications: the calls are the real ones, up to the frames, which are
 * kept here and decoded instead of being sent.
 *
 *     $fake = NetBus::fake();
 *     $order->ship();                                        // calls NetBus::singleCast($uniqId, 'shipped')
 *     $fake->assertSingleCast($uniqId, 'shipped');
 *
 * Queries get what answer() was told, else what a gateway with the clients that have connected here answers.
 *
 * In other files: AssertsWhatWasSent, the assertions about the gateways; PlaysClients, clients that connect.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Illuminate\Contracts\Container\Container as LaravelContainer;
use InvalidArgumentException;
use Netsvr\Message;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\TaskSocketManger;
use PHPUnit\Framework\AssertionFailedError;

final class NetBusFake
{
    use AssertsWhatWasSent;
    use PlaysClients;

    /** @var array<int, Message|Closure> by command */
    private array $answers = [];
    /** @var array<string, true> gateways that fail, by address */
    private array $failing = [];
    private ?object $containerBefore = null;
    private readonly Record $record;
    private readonly StrayPushes $strays;
    private readonly FakeClients $clients;

    /** @param non-empty-list<string> $workerAddrs */
    private function __construct(private readonly array $workerAddrs, private readonly bool $keepsRecord)
    {
        $this->record = new Record($keepsRecord);
        $this->strays = new StrayPushes();
        $this->clients = new FakeClients($workerAddrs, new FakeWorker());
    }

    /**
     * From now on NetBus speaks to the fake: it takes the place of the socket managers in the container that
     * NetBus uses. In Laravel that is the application, which each test makes anew; elsewhere call stop() at the end.
     * NetBus::fake() is the same.
     *
     * @param string|list<string> $workerAddrs the gateways, `host:port`. With one, it gets everything; with several,
     *     what concerns a uniqId goes to the gateway in its first 12 characters, as in production
     * @param bool $record false keeps nothing of what is sent, for measurements: nothing is decoded, there is nothing to
     *     assert on, and no client gets anything
     */
    public static function start(string|array $workerAddrs = '127.0.0.1:6061', bool $record = true): self
    {
        $workerAddrs = array_values(array_unique((array)$workerAddrs));
        $workerAddrs !== [] || throw new InvalidArgumentException('A fake needs at least one gateway.');
        $fake = new self($workerAddrs, $record);
        $tasks = new TaskSocketManger();
        foreach ($workerAddrs as $workerAddr) {
            $tasks->addSocket(new FakeTaskSocket($fake, $workerAddr));
        }
        $container = Container::getInstance();
        if ($container instanceof LaravelContainer) {
            $container->instance(TaskSocketMangerInterface::class, $tasks);
            // Otherwise one-way calls would take the real main sockets.
            $container->instance(MainSocketManagerInterface::class, new FakeMainSocketManager());
            $fake->announceIn($container);
        } else {
            $fake->containerBefore = $container;
            $own = new Container();
            $own->bind(TaskSocketMangerInterface::class, $tasks);
            Container::setInstance($own);
        }
        return $fake;
    }

    /**
     * Puts back the container that was there before start(); a Laravel application keeps the fake.
     *
     * @throws AssertionFailedError for a stray push that the application has kept to itself
     */
    public function stop(): void
    {
        if ($this->containerBefore !== null) {
            Container::setInstance($this->containerBefore);
            $this->containerBefore = null;
        }
        $this->strays->complain();
    }

    /**
     * What a query is answered, instead of what the fake knows of the clients that have connected.
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
     * From now on a gateway is one that cannot be reached: what is sent to it is lost, as netsvr.on_send_failure and
     * netsvr.on_query_failure say.
     *
     * @param string|null $workerAddr null: all of them
     * @throws InvalidArgumentException for an address that is none of the fake's
     */
    public function fail(?string $workerAddr = null): self
    {
        $this->failing += array_fill_keys($this->addresses($workerAddr), true);
        return $this;
    }

    /**
     * From now on it can be reached again.
     *
     * @param string|null $workerAddr null: all of them
     * @throws InvalidArgumentException for an address that is none of the fake's
     */
    public function recover(?string $workerAddr = null): self
    {
        $this->failing = array_diff_key($this->failing, array_flip($this->addresses($workerAddr)));
        return $this;
    }

    /**
     * From now on only what is allowed may be sent; queries always may. Anything else is an AssertionFailedError where it
     * is sent, and goes to nobody. If the application catches that, the next assertion fails with the same text, or
     * stop() does.
     *
     *     $fake->preventStrayPushes();                                        // nothing
     *     $fake->preventStrayPushes(SingleCast::class, 'orders.*', fn(SentFrame $frame) => …);
     *
     * @param class-string<Message>|string|(Closure(SentFrame): bool) ...$allowed classes of messages; names of events, in
     *     which * stands for anything; closures
     */
    public function preventStrayPushes(string|Closure ...$allowed): self
    {
        $this->strays->prevent(array_values($allowed));
        return $this;
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
        return self::messagesOf($this->record->frames(), $class);
    }

    /**
     * The same of what was lost because its gateway failed; queries are not among it.
     *
     * @template T of Message
     * @param class-string<T>|null $class
     * @return ($class is null ? list<SentFrame> : list<T>)
     */
    public function lost(?string $class = null): array
    {
        return self::messagesOf($this->record->lost(), $class);
    }

    /** Forgets what was sent, and what clients have got; the answers and the clients stay. */
    public function forget(): void
    {
        $this->record->forget();
        $this->clients->forgetWhatWasReceived();
    }

    // -- for the sockets of the fake ----------------------------------------------------------------------------

    /** @internal Whether the gateway got it. */
    public function send(string $workerAddr, string $data): bool
    {
        $fails = $this->fails($workerAddr);
        if (!$this->keepsRecord) {
            return !$fails;
        }
        $frame = Frames::decode($workerAddr, $data);
        $this->strays->check($frame);
        if ($fails) {
            $this->lose($frame);
            return false;
        }
        $this->record->keep($frame);
        if (!$frame->isQuery() && $frame->message !== null) {
            $this->clients->gateway($workerAddr)->carryOut($frame->cmd, $frame->message);
        }
        return true;
    }

    /** @internal Command and body of the answer to a query. */
    public function answerTo(string $workerAddr, string $data): string
    {
        $query = Frames::decode($workerAddr, $data);
        $answer = $this->answers[$query->cmd] ?? null;
        if ($answer instanceof Closure) {
            $answer = $answer($query->message, $workerAddr);
        }
        $answer ??= (new GatewayAnswers($this->clients->gateway($workerAddr)))->to($query->cmd, $query->message);
        return Frames::encode($query->cmd, $answer);
    }

    /** @internal */
    public function fails(string $workerAddr): bool
    {
        return isset($this->failing[$workerAddr]);
    }

    // -- steps --------------------------------------------------------------------------------------------------

    /** Of a query its caller is told. */
    private function lose(SentFrame $frame): void
    {
        if (!$frame->isQuery()) {
            $this->record->keepLost($frame);
            $this->log("netsvr: {$frame->name()} did not reach $frame->workerAddr, which fails because the test says so");
        }
    }

    /** As the sockets of an application do. */
    private function log(string $line): void
    {
        $container = Container::getInstance();
        if ($container instanceof LaravelContainer && $container->bound('netsvr.logger')) {
            $container->make('netsvr.logger')->error($line);
        }
    }

    /** Whoever looks at the configuration sees the gateways that NetBus sees, and that nothing is real. */
    private function announceIn(LaravelContainer $container): void
    {
        if ($container->bound(Gateways::class) && $container->bound('config')) {
            $addresses = ['worker_addrs' => $this->workerAddrs, 'task_addrs' => $this->workerAddrs];
            $config = $addresses + ['fake' => true] + (array)$container->make('config')->get('netsvr', []);
            $container->make('config')->set('netsvr', $config);
            $container->instance(Gateways::class, Gateways::fromConfig($config));
        }
    }

    /** @return list<string> */
    private function addresses(?string $workerAddr): array
    {
        if ($workerAddr !== null && !in_array($workerAddr, $this->workerAddrs, true)) {
            throw new InvalidArgumentException("$workerAddr is none of the fake's gateways: " . implode(', ', $this->workerAddrs));
        }
        return $workerAddr === null ? $this->workerAddrs : [$workerAddr];
    }

    /** @param list<SentFrame> $frames */
    private static function messagesOf(array $frames, ?string $class): array
    {
        if ($class === null) {
            return $frames;
        }
        $messages = array_map(static fn(SentFrame $frame): ?Message => $frame->message, $frames);
        return array_values(array_filter($messages, static fn(?Message $message) => $message instanceof $class));
    }
}
