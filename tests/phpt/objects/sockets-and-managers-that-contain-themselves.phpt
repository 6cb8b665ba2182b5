--TEST--
Sockets, managers and closures that ask themselves are an exception, not the end of the process
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\SocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\Setup;

final class Events implements EventInterface
{
    public function onOpen(Netsvr\ConnOpen $connOpen): void {}
    public function onMessage(Netsvr\Transfer $transfer): void {}
    public function onClose(Netsvr\ConnClose $connClose): void {}
}

/** A socket that asks the main socket, which asks it. */
final class AsksBack implements SocketInterface
{
    public object $main;

    public function getWorkerAddr(): string
    {
        return $this->main->getWorkerAddr();
    }

    public function connect(): bool
    {
        return $this->main->connect();
    }

    public function close(): void
    {
        $this->main->close();
    }

    public function getSocket()
    {
        return null;
    }

    public function isConnected(): bool
    {
        return false;
    }

    public function send(string $data): bool
    {
        return $this->main->getWorkerAddr() !== '';
    }

    public function receive(): string|false
    {
        return false;
    }
}

/** As nobody would, but Reflection can. */
function put(object $object, string $property, mixed $value): void
{
    (new ReflectionProperty($object, $property))->setValue($object, $value);
}

function ask(string $what, callable $call): void
{
    try {
        $result = $call();
        echo "$what: ", get_debug_type($result), "\n";
    } catch (Throwable $thrown) {
        $deep = str_contains($thrown->getMessage(), '100 deep within each other');
        echo "$what: ", $thrown::class, $deep ? ' that names the limit' : '', "\n";
    }
}

Setup::endAfter(60);
foreach ([MainSocket::class, NetsvrBusiness\Workerman\MainSocket::class] as $class) {
    foreach (['getWorkerAddr', 'connect', 'register', 'loopHeartbeat', 'unregister', 'close'] as $method) {
        $socket = new AsksBack();
        $main = new $class('', new ArrayLogger(), new Events(), $socket, 'beat', 1, 1, 1000);
        $socket->main = $main;
        put($main, 'connId', 'registered');
        ask("$class::$method", [$main, $method]);
    }
}
foreach ([TaskSocketManger::class => 'sockets', MainSocketManager::class => 'pool'] as $class => $property) {
    foreach (['close', 'getSockets', 'count', 'start', 'run'] as $method) {
        if (method_exists($class, $method)) {
            $manager = new $class();
            put($manager, $property, ['7f00000117ad' => $manager]);
            ask("$class::$method", [$manager, $method]);
        }
    }
}
$task = new TaskSocketManger();
put($task, 'sockets', ['7f00000117ad' => $task]);
Setup::bind($task);
ask('a command', fn() => NetBus::broadcast('text'));
ask('a query', fn() => NetBus::uniqIdList());
$main = new MainSocketManager();
put($main, 'pool', ['7f00000117ad' => $main]);
put($main, 'status', true);
Container::getInstance()->bind(MainSocketManagerInterface::class, $main);
ask('a command for main sockets', fn() => NetBus::broadcast('text'));

$container = new Container();
Container::setInstance($container);
$container->bind(TaskSocketMangerInterface::class, fn() => $container->get(TaskSocketMangerInterface::class));
ask('a closure that asks for itself', fn() => NetBus::broadcast('text'));
$level = 0;
$container->bind('deep', function () use ($container, &$level) {
    return ++$level < 50 ? $container->get('deep') : new stdClass();
});
ask('closures 50 deep', fn() => $container->get('deep'));

// those that fibers are suspended in are not within each other
$container->bind('waits', function () {
    Fiber::suspend();
    return new stdClass();
});
$fibers = [];
for ($number = 0; $number < 150; $number++) {
    $fibers[] = new Fiber(fn() => $container->get('waits'));
    end($fibers)->start();
}
$container->bind('other', fn() => new stdClass());
ask('a closure while 150 fibers wait', fn() => $container->get('other'));
foreach ($fibers as $fiber) {
    $fiber->resume();
}
ask('afterwards', fn() => $container->get('waits'));
--EXPECT--
NetsvrBusiness\MainSocket::getWorkerAddr: Error that names the limit
NetsvrBusiness\MainSocket::connect: Error that names the limit
NetsvrBusiness\MainSocket::register: Error that names the limit
NetsvrBusiness\MainSocket::loopHeartbeat: null
NetsvrBusiness\MainSocket::unregister: Error that names the limit
NetsvrBusiness\MainSocket::close: null
NetsvrBusiness\Workerman\MainSocket::getWorkerAddr: Error that names the limit
NetsvrBusiness\Workerman\MainSocket::connect: Error that names the limit
NetsvrBusiness\Workerman\MainSocket::register: Error that names the limit
NetsvrBusiness\Workerman\MainSocket::loopHeartbeat: null
NetsvrBusiness\Workerman\MainSocket::unregister: Error that names the limit
NetsvrBusiness\Workerman\MainSocket::close: null
NetsvrBusiness\TaskSocketManger::close: Error that names the limit
NetsvrBusiness\TaskSocketManger::getSockets: array
NetsvrBusiness\TaskSocketManger::count: int
NetsvrBusiness\MainSocketManager::close: null
NetsvrBusiness\MainSocketManager::getSockets: array
NetsvrBusiness\MainSocketManager::start: Error
NetsvrBusiness\MainSocketManager::run: Error
a command: Error
a query: Error
a command for main sockets: Error
a closure that asks for itself: Error that names the limit
closures 50 deep: stdClass
a closure while 150 fibers wait: stdClass
afterwards: stdClass
