<?php
/*
 * What is done with the generated classes: a scene for each kind of class, played with the extension and, for the
 * recording, with the package. The generated classes are Child (of the class in hand) and implementations named by
 * their interfaces.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;

final class ChildScenes
{
    private const ADDRESSES = ['127.0.0.1:6061', '127.0.0.1:6062'];

    private Api $api;
    private UserSockets $users;

    /** @param array<string, list<string>> $needed methods that a mock has, by scene */
    public function __construct(private string $class, private array $needed)
    {
        $this->api = Api::current();
        $this->users = new UserSockets($this->api);
    }

    /** @return array<string, list<string>> calls by scene */
    public function play(string $scene): array
    {
        return match ($scene) {
            'compile' => ["$this->class, compiled" => []],
            'container' => $this->scene($this->container(...)),
            'manager' => $this->scene(fn() => $this->manager('taskSocket')),
            'main manager' => $this->scene(fn() => $this->manager('mainSocket')),
            'socket' => $this->scene(fn() => $this->socket(false)),
            'task socket' => $this->scene(fn() => $this->socket(true)),
            'main socket' => $this->scene($this->mainSocket(...)),
            'protocol' => $this->scene($this->protocol(...)),
            'bus' => $this->scene($this->bus(...)),
            'exception' => $this->scene($this->exception(...)),
            'message' => $this->scene($this->message(...)),
            'collection' => $this->scene($this->collection(...)),
            'ret' => $this->scene($this->ret(...)),
            default => $this->netBus($scene),
        };
    }

    /** @return array<string, list<string>> */
    private function scene(callable $play): array
    {
        Calls::$made = [];
        $this->attempt($play);
        return [$this->class => Calls::$made];
    }

    private function attempt(callable $play): void
    {
        try {
            $play();
        } catch (\Throwable $thrown) {
            Calls::$made[] = 'thrown: ' . get_class($thrown) . ': ' . $thrown->getMessage();
        }
    }

    private function say(string $what, mixed $value): void
    {
        Calls::$made[] = strtr("$what: " . Calls::show($value), Calls::$names);
    }

    private function container(): void
    {
        $container = Child::getInstance();
        $this->say('the same', $container === Child::getInstance());
        $container->bind('object', new \stdClass());
        $container->bind('closure', static fn(): object => new \ArrayObject([1, 2]));
        $this->say('has', [$container->has('object'), $container->has('closure'), $container->has('nothing')]);
        $this->say('made once', $container->get('closure') === $container->get('closure'));
        $this->attempt(static fn() => $container->get('nothing'));
        $container->probe();
        Child::setInstance(new Child());
        // NetBus asks it
        $container = new Child();
        Container::setInstance($container);
        $container->bind(TaskSocketMangerInterface::class, $this->users->tasks(self::ADDRESSES));
        NetBus::broadcast('x');
        NetBus::uniqIdCount();
    }

    private function manager(string $of): void
    {
        $manager = new Child();
        $manager->probe();
        $this->say('count', method_exists($manager, 'count') ? $manager->count() : null);
        $sockets = $of === 'taskSocket' ? $this->users->taskSockets(self::ADDRESSES) : $this->users->mainSockets(self::ADDRESSES);
        foreach ($sockets as $socket) {
            $manager->addSocket($socket);
        }
        // That of API 8 gives no main socket away.
        $tells = $of === 'taskSocket' || !$this->api->is8();
        if ($of === 'mainSocket') {
            $tells && $this->say('before', [$manager->getSockets(), $manager->getSocket('7f00000117ad')]);
            $this->say('start', $manager->start());
            $this->say('start again', $manager->start());
        }
        if ($tells) {
            $this->say('keys', array_keys($manager->getSockets()));
            $this->say('one', $manager->getSocket('7f00000117ad') === $sockets['7f00000117ad']);
            $this->say('none', $manager->getSocket('7f0000010000'));
        }
        $manager->probe();
        $container = new Container();
        Container::setInstance($container);
        $container->bind($of === 'taskSocket' ? TaskSocketMangerInterface::class : MainSocketManagerInterface::class, $manager);
        if ($of === 'mainSocket') {
            $container->bind(TaskSocketMangerInterface::class, $this->users->tasks(self::ADDRESSES));
        }
        NetBus::broadcast('x');
        NetBus::singleCast('7f00000117adu', 'x');
        NetBus::uniqIdCount();
        $manager->close();
        $manager->close();
        $manager->probe();
    }

    private function socket(bool $isTask): void
    {
        $server = stream_socket_server('tcp://127.0.0.1:0');
        $address = (string)stream_socket_get_name($server, false);
        Calls::$names = [$address => 'ADDRESS'];
        $arguments = ['p', new RecordingLogger(), $address, 2, 2];
        if ($isTask) {
            $arguments[] = 117;
        }
        if (str_contains($this->class, 'Workerman') || $isTask && $this->api->is8()) {
            array_push($arguments, 'heartbeat', 45_000);
        }
        $socket = new Child(...$arguments);
        $this->say('address', $socket->{$this->api->getAddr}());
        $this->say('connected', $socket->isConnected());
        $this->say('socket', $socket->getSocket());
        $isTask || $this->say('connect', $socket->connect());
        $this->say('send', $socket->send('ping'));
        $peer = stream_socket_accept($server, 2);
        stream_set_timeout($peer, 2);
        $this->say('arrived', fread($peer, 8));
        $socket->probe();
        fwrite($peer, "\0\0\0\3abc");
        $this->say('receive', $socket->receive());
        $this->say('socket', $socket->getSocket());
        fclose($peer);
        usleep(20_000);
        $this->say('receive', $socket->receive());
        $this->say('connected', $socket->isConnected());
        $socket->probe();
        $this->say('connect', $socket->connect());
        $peer = stream_socket_accept($server, 2);
        $this->say('send', $socket->send('pong'));
        $socket->close();
        $socket->close();
        fclose($server);
        $this->say('connect', $socket->connect());
        $socket->probe();
        unset($socket);
    }

    private function mainSocket(): void
    {
        $answer = fn(): object => new ($this->api->message('RegisterResp'))();
        $this->register(static fn() => "\0\0\0\0" . $answer()->setCode(7)->setMessage('no')->serializeToString());
        $this->register(static fn() => false);
        $this->register(static fn() => '');
        $this->register(static fn() => "\0\0\0\0" . $answer()->setConnId('id')->serializeToString());
    }

    private function register(\Closure $answer): void
    {
        $cmd = pack('N', constant($this->api->message('Cmd') . '::Register'));
        [$stream, $peer] = stream_socket_pair(STREAM_PF_UNIX, STREAM_SOCK_STREAM, 0);
        stream_set_timeout($peer, 2);
        Container::setInstance(new Container());
        Container::getInstance()->bind(TaskSocketMangerInterface::class, $this->users->tasks([self::ADDRESSES[0]]));
        $own = new SocketInterface('socket', [
            $this->api->getAddr => self::ADDRESSES[0], 'connect' => true, 'send' => true, 'isConnected' => true,
            'getSocket' => $stream,
            'receive' => static fn() => ($body = $answer()) ? $cmd . substr($body, 4) : $body,
        ]);
        $arguments = ['p', new RecordingLogger(), new EventInterface('event')];
        array_push($arguments, ...($this->api->is8()
            ? [7, $own, 'heartbeat', 45_000, \Workerman\Worker::$globalEvent]
            : [$own, 'heartbeat', 7, 1, 45_000]));
        $socket = new Child(...$arguments);
        $this->say('address', $socket->{$this->api->getAddr}());
        $this->say('connect', $socket->connect());
        $registered = $socket->register();
        $this->say('register', $registered);
        $socket->loopHeartbeat();
        $socket->probe();
        if ($registered) {
            $socket->send('data');
            $this->say('arrived', fread($peer, 8));
        }
        $this->say('unregister', $socket->unregister());
        $socket->close();
        $socket->close();
        $socket->probe();
    }

    private function protocol(): void
    {
        $connection = $this->connection();
        $this->say('short', Child::input("\0\0", $connection));
        $this->say('input', Child::input("\0\0\0\4abcd", $connection));
        $this->say('decode', Child::decode("\0\0\0\4\0\0\0\7x", $connection));
        $this->say('encode', Child::encode('abc', $connection));
    }

    /** Some connection of Workerman: the protocol does not look at it. */
    private function connection(): object
    {
        $parent = new \ReflectionClass('Workerman\Connection\ConnectionInterface');
        $methods = '';
        foreach ($parent->getMethods(\ReflectionMethod::IS_ABSTRACT) as $method) {
            $parameters = array_map(
                static fn(\ReflectionParameter $one): string => trim($one->getType() . ' $' . $one->getName())
                    . ($one->isOptional() ? ' = ' . var_export($one->getDefaultValue(), true) : ''),
                $method->getParameters()
            );
            $methods .= "public function {$method->getName()}(" . implode(', ', $parameters) . ')'
                . ($method->hasReturnType() ? ": {$method->getReturnType()}" : '') . ' {} ';
        }
        return eval("return new class extends \\{$parent->getName()} { $methods };");
    }

    private function bus(): void
    {
        $container = new Container();
        Container::setInstance($container);
        $container->bind(TaskSocketMangerInterface::class, $this->users->tasks(self::ADDRESSES));
        foreach (self::netBusCalls() as [$method, $arguments]) {
            $this->attempt(static fn() => Child::$method(...$arguments));
        }
        $addr = $this->api->is8() ? 'Addr' : 'WorkerAddr';
        $topics = $this->api->is8() ? null : (new \Netsvr\Transfer())->setTopics(['t'])->getTopics();
        $protected = \Closure::bind(static function () use ($addr, $topics): void {
            static::sendToSockets('data');
            static::sendToSocketByUniqId('7f00000117adu', 'data');
            static::{"sendToSocketBy{$addr}AsHex"}('7f00000117ad', 'data');
            static::getSocketByUniqId('7f00000117adu');
            static::isSinglePoint();
            static::getTaskSocketManger();
            static::{"getUniqIdsGroupBy{$addr}AsHex"}(['7f00000117adu', '7f00000117aeu']);
            $topics === null || static::repeatedFieldToArray($topics);
            static::pack(7, 'x');
            static::unpack('0000x');
        }, null, Child::class);
        $protected();
    }

    private function exception(): void
    {
        $exception = method_exists($this->class, 'getClass') ? new Child('message', 'a class') : new Child('message', 7);
        $this->say('message', $exception->getMessage());
        method_exists($this->class, 'getClass') && $this->say('class', $exception->getClass());
        try {
            throw $exception;
        } catch (\RuntimeException $caught) {
            $this->say('caught', $caught === $exception);
        }
    }

    /** The package refuses children of messages when they are made; so nothing is recorded, and all must be called. */
    private function message(): void
    {
        $message = new Child();
        foreach (get_class_methods(Child::class) as $method) {
            if (!str_starts_with($method, 'set')) {
                continue;
            }
            $getter = 'get' . substr($method, 3);
            $value = $message->$getter();
            $this->say($getter, is_object($value) ? count($value) : $value);
            $this->say("$method fluent", $message->$method($value ?? []) === $message);
        }
        $bytes = $message->serializeToString();
        $message->mergeFromString($bytes);
        $message->mergeFromJsonString($message->serializeToJsonString());
        $message->mergeFrom(new Child());
        $message->discardUnknownFields();
        $message->clear();
        $this->say('unserialize', unserialize(serialize($message)) == $message);
        $this->say('clone', (clone $message) == $message);
        $other = (new \ReflectionClass($this->class))->newInstance();
        $other->mergeFromString($bytes);
        $this->say('same bytes', bin2hex($other->serializeToString()) === bin2hex($bytes));
    }

    private function collection(): void
    {
        [$bytes, $int] = [12, 5];
        $isMap = str_ends_with($this->class, 'MapField');
        $collection = $isMap ? new Child($int, $bytes) : new Child($bytes);
        $isMap ? $collection[7] = 'a' : $collection[] = 'a';
        $key = $isMap ? 7 : 0;
        $this->say('one', $collection[$key]);
        $this->say('is set', [isset($collection[$key]), isset($collection[9])]);
        $this->say('count', count($collection));
        foreach ($collection as $at => $value) {
            $this->say('element', [$at, $value]);
        }
        $this->say('types', $isMap ? [$collection->getKeyType(), $collection->getValueType()] : $collection->getType());
        $this->say('class', $isMap ? $collection->getValueClass() : $collection->getClass());
        unset($collection[$key]);
        $this->say('count', count($collection));
    }

    /** What a question has given is filled by hand, and asked. */
    private function ret(): void
    {
        $ret = new Child();
        $this->say('data', $ret->data);
        $response = $this->api->message(preg_replace('~^.*\\\\(\w+)Ret$~', '$1Resp', $this->class));
        $ret->data = [self::ADDRESSES[0] => new $response(), self::ADDRESSES[1] => new $response()];
        foreach (['toArray', 'getCount', 'getUniqIds', 'getItems'] as $method) {
            method_exists($ret, $method) && $this->say($method, $ret->$method());
        }
        method_exists($ret, 'has') && $this->say('has', $ret->has('nobody'));
        $ret->probe();
        $this->say('clone', (clone $ret)->toArray() === $ret->toArray());
    }

    /** @return array<string, list<string>> each call of NetBus with sockets and managers that user code has written */
    private function netBus(string $scene): array
    {
        [$gateways, $main, $how] = explode(', ', $scene);
        $addresses = $gateways === 'one gateway' ? [self::ADDRESSES[0]] : self::ADDRESSES;
        $played = [];
        foreach (self::netBusCalls(count($addresses)) as $call) {
            [$method, $arguments, $of] = $call + [2 => ''];
            $name = "NetBus::$method$of, $gateways, $main";
            Calls::$made = [];
            Calls::$needed = $how === 'mocks' ? $this->needed[$name] ?? [] : null;
            $bound = [TaskSocketMangerInterface::class => $this->users->tasks($addresses)];
            if ($main !== 'no main manager') {
                $bound[MainSocketManagerInterface::class] = $this->users->mains($main === 'main sockets' ? $addresses : []);
            }
            Container::setInstance(new ContainerInterface('container', [
                'has' => static fn(string $id): bool => isset($bound[$id]),
                'get' => static fn(string $id): ?object => $bound[$id] ?? null,
            ]));
            $this->attempt(static fn() => NetBus::$method(...$arguments));
            $played[$name] = array_map(static fn(string $line): string => strtr($line, ['NetsvrBusiness\\\\Contract\\\\' => '']), Calls::$made);
        }
        return $played;
    }

    /** @return list<array{0: string, 1: array, 2?: string}> a call of each method, for clients of so many gateways */
    private static function netBusCalls(int $gateways = 2): array
    {
        [$one, $two] = ['7f00000117adu', $gateways === 1 ? '7f00000117adv' : '7f00000117aeu'];
        return [
            ['connInfoUpdate', [(new (Api::current()->message('ConnInfoUpdate'))())->setUniqId($one)]],
            ['connInfoDelete', [(new (Api::current()->message('ConnInfoDelete'))())->setUniqId($one)]],
            ['broadcast', ['d']],
            ['multicast', [[$one, $two], 'd']],
            ['multicastByCustomerId', [['c1', 'c2'], 'd']],
            ['singleCast', [$one, 'd']],
            ['singleCastByCustomerId', ['c', 'd']],
            ['singleCastBulk', [['uniqIds' => [$one, $two], 'data' => ['d', 'e']]]],
            ['singleCastBulkByCustomerId', [['customerIds' => ['c1', 'c2'], 'data' => ['d', 'e']]]],
            ['topicSubscribe', [$one, ['t']]],
            ['topicUnsubscribe', [$one, ['t']]],
            ['topicDelete', [['t']]],
            ['topicPublish', [['t'], 'd']],
            ['topicPublishBulk', [['topics' => ['t', 'v'], 'data' => ['d', 'e']]]],
            ['forceOffline', [[$one, $two]]],
            ['forceOfflineByCustomerId', [['c']]],
            ['forceOfflineGuest', [[$one, $two]]],
            ['checkOnline', [[$one, $two]]],
            ['uniqIdList', []],
            ['uniqIdCount', []],
            ['topicCount', []],
            ['topicList', []],
            ['topicUniqIdList', [['t']]],
            ['topicUniqIdCount', [['t']]],
            ['topicCustomerIdList', [['t']]],
            ['topicCustomerIdToUniqIdsList', [['t']]],
            ['topicCustomerIdCount', [['t']]],
            ['connInfo', [[$one, $two]]],
            ['connInfoByCustomerId', [['c']]],
            ['metrics', []],
            ['limit', [null]],
            ['limit', [null, self::ADDRESSES[0]], ' of one'],
            ['customerIdList', []],
            ['customerIdCount', []],
        ];
    }
}
