<?php
/*
 * What chance alone comes upon too rarely: each of these has been a fault once. They depend on nothing that the sequence
 * has made.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use Closure;
use Fiber;
use Netsvr\ConnInfoResp;
use Netsvr\MapField;
use Netsvr\Message;
use NetsvrBusiness\Container;
use NetsvrBusiness\Exception\ClassNotFoundException;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use ReflectionClass;
use ReflectionMethod;
use ReflectionProperty;
use ReflectionReference;
use RuntimeException;
use stdClass;
use Throwable;

final class Traps
{
    private const ALL = ['selfContaining', 'compared', 'ring', 'references', 'refersToItself', 'replaced', 'typed',
        'undeclared', 'moreArguments', 'withoutInterface'];
    /** Those that end the request while fibers are suspended. */
    private const LAST = ['suspendedQueries', 'suspendedLoop', 'suspendedComparisons'];

    /** @var list<Fiber> suspended for good */
    private static array $fibers = [];
    /** What has to come back from the engine, which ends the script instead where it must not. */
    private static ?string $under = null;

    /** @param list<string> $addrs worker addresses: a gateway at the first one, nothing at the last one */
    public function __construct(private Dice $dice, private Subjects $subjects, private array $addrs)
    {
    }

    public function spring(): void
    {
        $trap = $this->dice->pick($this->dice->oneIn(12) ? self::LAST : self::ALL);
        Log::line("  trap: $trap");
        $hooks = Hook::mute(true);
        try {
            $this->$trap();
        } finally {
            Hook::mute($hooks);
        }
    }

    /** At the end of a request. */
    public static function end(): void
    {
        if (self::$under !== null) {
            Log::fault('the script ends in ' . self::$under);
        }
    }

    /** @param class-string<Throwable>|null $expected what it throws; null: nothing */
    private static function expect(string $what, ?string $expected, Closure $does): void
    {
        self::$under = $what;
        try {
            $does();
            $thrown = null;
        } catch (Throwable $caught) {
            $thrown = $caught;
        }
        self::$under = null;
        if ($expected === null ? $thrown !== null : !$thrown instanceof $expected) {
            Log::fault("$what gives " . ($thrown === null ? 'a result' : get_class($thrown)));
        }
    }

    private static function itself(): ConnInfoResp
    {
        $message = new ConnInfoResp();
        (new ReflectionProperty(MapField::class, 'container'))->setValue($message->getItems(), ['k' => $message]);
        return $message;
    }

    /** Messages that contain themselves. */
    private function selfContaining(): void
    {
        foreach (['serializeToString', 'serializeToJsonString', 'discardUnknownFields', '__serialize'] as $method) {
            $message = self::itself();
            self::expect("$method() of a message in itself", RuntimeException::class, static fn() => $message->$method());
        }
    }

    private function compared(): void
    {
        self::expect('== of messages in themselves', \Error::class, static fn() => self::itself() == self::itself());
    }

    /** An exception with reasons that go round. */
    private function ring(): void
    {
        $ring = new RuntimeException('ring');
        $ring->__construct('ring', 0, $ring);
        self::expect('a ring of reasons', null, static fn() => new ClassNotFoundException('text', 'Some\Name', $ring));
    }

    /** Children that have made references of all their properties. */
    private function references(): void
    {
        $class = $this->dice->pick(array_filter($this->subjects->classes, static fn(string $name): bool
            => (new ReflectionClass($name))->isInstantiable() && is_subclass_of($name, Message::class)));
        $name = Children::name($class, 0);
        $object = new $name();
        $held = $object->fuzzReferences();
        foreach ((new ReflectionClass($class))->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
            if (str_starts_with($method->getName(), 'get') && $method->getNumberOfParameters() === 0) {
                self::givesValue([$object, $method->getName()], null);
            }
        }
        [$class, $more] = [Children::name(TaskSocketManger::class, 0), Children::name(Container::class, 0)];
        [$manager, $container] = [new $class(), new $more()];
        $manager->addSocket(new TaskSocket('', Logger::all()[0], '127.0.0.1:1', 1, 1, 100));
        $container->bind('id', new stdClass());
        $sockets = &$manager->fuzzReference('sockets');
        $instances = &$container->fuzzReference('instances');
        [$key, $element, $bound] = [array_key_first($sockets), null, null];
        $element = &$sockets[$key];
        $bound = &$instances['id'];
        self::givesValue([$manager, 'getSockets'], null);
        self::givesValue([$manager, 'getSocket'], $key);
        self::givesValue([$container, 'get'], 'id');
    }

    /** Calls it through a function of the engine that takes results as they are. */
    private static function givesValue(callable $method, ?string $argument): void
    {
        $results = array_map($method, [$argument]);
        if (ReflectionReference::fromArrayElement($results, 0) !== null) {
            Log::fault("{$method[1]}() returns a reference");
        }
    }

    /** User code that gives references, where only values are kept. */
    private function refersToItself(): void
    {
        [$first, $second] = [new stdClass(), new stdClass()];
        $given = $first;
        $container = new Container();
        $container->bind('id', static function &() use (&$given): object {
            return $given;
        });
        $container->get('id');
        $given = $second;
        if ($container->get('id') !== $first) {
            Log::fault('what has been bound is a reference');
        }
    }

    /** A destructor that runs when a property is set anew of which there is a reference. */
    private function replaced(): void
    {
        $class = Children::name(TaskSocketManger::class, 0);
        $manager = new $class();
        $all = &$manager->fuzzReference('sockets');
        $telling = new class ('', Logger::all()[0], '127.0.0.1:1', 1, 1, 100) extends TaskSocket {
            public ?TaskSocketManger $manager = null;

            public function __destruct()
            {
                if ($this->manager !== null) {
                    $all = &$this->manager->fuzzReference('sockets');
                    if (!current($all) instanceof TaskSocket || current($all) === $this) {
                        Log::fault('a destructor finds what is being replaced');
                    }
                    $all['7f0000010002'] = null;
                    unset($all['7f0000010002']);
                }
            }
        };
        $manager->addSocket($telling);
        $telling->manager = $manager;
        unset($telling);
        $manager->addSocket(new TaskSocket('', Logger::all()[0], '127.0.0.1:1', 1, 1, 100));
        if (count($all) !== 1) {
            Log::fault('what a destructor did is lost');
        }
    }

    /** The type of a property that is brought up to date when it is read: a reference has it, too. */
    private function typed(): void
    {
        $socket = new class ('', Logger::all()[0], '127.0.0.1:1', 1, 1, 100) extends TaskSocket {
            public function &connected(): bool
            {
                return $this->connected;
            }

            public function &buffer(): string
            {
                return $this->receiveBuffer;
            }
        };
        for ($time = 0; $time < 2; $time++) {
            $reference = &$socket->connected();
            self::expect('a text in the reference of a bool', \TypeError::class, static function () use (&$reference): void {
                $reference = 'text';
            });
            unset($reference);
            $reference = &$socket->buffer();
            self::expect('a list in the reference of a text', \TypeError::class, static function () use (&$reference): void {
                $reference = [];
            });
            unset($reference);
        }
    }

    /** What the engine expects of functions because they declare it; a debug build ends the script otherwise. */
    private function undeclared(): void
    {
        $container = new class extends \NetsvrBusiness\Native\Container {
            protected static ?\Psr\Container\ContainerInterface $instance = null;
        };
        self::expect('getInstance() of no container', \TypeError::class, static fn() => $container::getInstance());
        self::expect('setInstance() with no container', \TypeError::class, static fn() => $container::setInstance(new stdClass()));
        $protocol = \NetsvrBusiness\Native\LengthProtocol::class;
        foreach (['input', 'decode', 'encode'] as $method) {
            self::expect("$method() with no connection", \TypeError::class, static fn() => $protocol::$method('text', 'none'));
        }
    }

    /** Parents of classes that have an interface only when there is one: there are no objects of them. */
    private function withoutInterface(): void
    {
        foreach (['Container', 'ClassNotFoundException', 'LengthProtocol'] as $name) {
            $class = new ReflectionClass("NetsvrBusiness\\Native\\$name");
            foreach (['newInstance' => ['text'], 'newInstanceWithoutConstructor' => []] as $method => $arguments) {
                self::expect("$method() of Native\\$name", \Error::class, static fn() => $class->$method(...$arguments));
            }
        }
        $message = new ReflectionClass(Message::class);
        self::expect('a message of no kind', \Error::class, static fn() => $message->newInstance());
    }

    /** More arguments than are declared are ignored. */
    private function moreArguments(): void
    {
        self::expect('an argument too many', null, static fn() => (new ConnInfoResp())->getItems(1, 'two'));
        self::expect('an argument too many', null, static fn() => (new Container())->has('id', []));
    }

    /** Fibers in the middle of calls and queries when a fatal error ends the request. */
    private function suspendedQueries(): void
    {
        for ($number = 0; $number < 8; $number++) {
            $manager = new TaskSocketManger();
            $manager->addSocket(new TaskSocket('', Logger::all()[0], $this->addrs[0], 1, 1, 100));
            $manager->addSocket(new class ('', Logger::all()[0], $this->addrs[1], 1, 1, 100) extends TaskSocket {
                public function receive(): string|false
                {
                    Fiber::suspend();
                    return false;
                }
            });
            Container::setInstance(new Container());
            Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);
            self::suspend(NetBus::uniqIdList(...));
        }
        $container = new Container();
        $container->bind('waits', static fn() => Fiber::suspend());
        for ($number = 0; $number < 60; $number++) {
            self::suspend(static fn() => $container->get('waits'));
        }
        self::exhaust();
    }

    /** Comparisons that PHP interrupts for code of the user. */
    private function suspendedComparisons(): void
    {
        $class = Children::name(ConnInfoResp::class, 3);
        for ($number = 0; $number < 120; $number++) {
            [$one, $other] = [new $class(), new $class()];
            $one->text = new class {
                public function __toString(): string
                {
                    Fiber::suspend();
                    return 'text';
                }
            };
            $other->text = 'text';
            self::suspend(static fn() => $one == $other);
        }
        self::exhaust();
    }

    /** The loop of main sockets that watches for signals. */
    private function suspendedLoop(): void
    {
        self::suspend(static fn() => (new MainSocketManager())->run(static fn() => Fiber::suspend(), 10));
        self::exhaust();
    }

    private static function suspend(Closure $does): void
    {
        $fiber = new Fiber($does);
        $fiber->start();
        self::$fibers[] = $fiber;
    }

    private static function exhaust(): never
    {
        Log::line('    uses all memory');
        exit(str_repeat('x', 1 << 30));
    }
}
