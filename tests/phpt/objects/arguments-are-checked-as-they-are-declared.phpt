--TEST--
Every method takes what it declares, refuses everything else and ignores extra arguments
--DESCRIPTION--
A debug build of PHP holds all of it against what is declared, and ends the script where they differ.
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\Setup;

final class Events implements EventInterface
{
    public function onOpen(Netsvr\ConnOpen $connOpen): void {}
    public function onMessage(Netsvr\Transfer $transfer): void {}
    public function onClose(Netsvr\ConnClose $connClose): void {}
}

/** An argument that fits. */
function fitting(?ReflectionType $type): mixed
{
    $type = (string)$type;
    return match (true) {
        str_contains($type, 'string') => 'x',
        str_contains($type, 'int') => 1,
        str_contains($type, 'bool') => true,
        str_contains($type, 'array') => ['x'],
        str_contains($type, 'LoggerInterface') => new ArrayLogger(),
        str_contains($type, 'EventInterface') => new Events(),
        str_contains($type, 'SocketInterface') => new TaskSocket('', new ArrayLogger(), '127.0.0.1:1', 1, 1, 1),
        str_contains($type, 'LimitReq') => new Netsvr\LimitReq(),
        str_contains($type, 'callable') => fn() => null,
        str_contains($type, 'object') => new stdClass(),
        default => null,
    };
}

function instance(ReflectionClass $class): ?object
{
    $list = new Netsvr\UniqIdListResp();
    return match (true) {
        $class->isAbstract() => null,
        $class->name === Netsvr\RepeatedField::class => $list->getUniqIds(),
        $class->name === Netsvr\FieldIterator::class => $list->getUniqIds()->getIterator(),
        $class->name === Netsvr\MapField::class => (new Netsvr\ConnInfoResp())->getItems(),
        $class->getConstructor() === null => $class->newInstance(),
        default => $class->newInstanceArgs(array_map(
            static fn(ReflectionParameter $parameter) => fitting($parameter->getType()),
            array_filter($class->getConstructor()->getParameters(), static fn($parameter) => !$parameter->isOptional())
        )),
    };
}

/** Lists of arguments: too few, too many, and each of another type. */
function attempts(ReflectionFunctionAbstract $function): iterable
{
    $types = array_map(static fn($parameter) => $parameter->getType(), $function->getParameters());
    for ($count = 0; $count <= count($types); $count++) {
        yield array_map(fitting(...), array_slice($types, 0, $count));
    }
    $all = array_map(fitting(...), $types);
    yield [...$all, 1];
    yield [...$all, 'x', null, []];
    foreach (array_keys($types) as $index) {
        foreach ([null, 5, -1, 'text', '5', ['a' => 'b'], new stdClass(), true, 1.5, fn() => 1] as $value) {
            yield array_replace($all, [$index => $value]);
        }
    }
}

function call(ReflectionFunctionAbstract $function, ?ReflectionClass $class, array $arguments): void
{
    try {
        match (true) {
            $class === null => ($function->name)(...$arguments),
            $function->isConstructor() => $class->isAbstract() || $class->newInstance(...$arguments),
            $function->isStatic() => ([$class->name, $function->name])(...$arguments),
            default => ($object = instance($class)) && $object->{$function->name}(...$arguments),
        };
    } catch (Throwable) {
    }
}

function refused(callable $call): void
{
    try {
        echo get_debug_type($call()), "\n";
    } catch (Throwable $thrown) {
        echo $thrown::class, ': ', $thrown->getMessage(), "\n";
    }
}
final class NoContainer extends NetsvrBusiness\Native\Container
{
}

Setup::endAfter(100);
refused(fn() => NetsvrBusiness\Native\Container::getInstance());
refused(fn() => NoContainer::getInstance());
set_error_handler(static fn(): bool => true);
$extension = new ReflectionExtension('netsvr');
$names = ['NetsvrBusiness\Container', 'NetsvrBusiness\Exception\ClassNotFoundException'];
$classes = array_merge(
    array_map(static fn(string $name) => new ReflectionClass($name), $names),
    array_filter($extension->getClasses(), static fn(ReflectionClass $class) => !$class->isInterface())
);
$methods = 0;
foreach ($classes as $class) {
    foreach ($class->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
        // it runs until it is told to end
        if ($method->name !== 'run' && str_starts_with($method->class, 'Netsvr')) {
            foreach (attempts($method) as $arguments) {
                call($method, $class, $arguments);
            }
            $methods++;
        }
    }
}
foreach ($extension->getFunctions() as $function) {
    if (!str_contains($function->name, 'Sleep')) {
        foreach (attempts($function) as $arguments) {
            call($function, null, $arguments);
        }
    }
}
echo $methods > 500 ? 'all methods' : "$methods methods", "\n";

refused(fn() => NetsvrBusiness\Container::setInstance(new NoContainer()));
refused(fn() => NetsvrBusiness\Native\LengthProtocol::input("\0\0\0\4"));
refused(fn() => NetsvrBusiness\Native\LengthProtocol::encode('x', new stdClass()));
--EXPECT--
Error: Cannot instantiate abstract class NetsvrBusiness\Native\Container
TypeError: NetsvrBusiness\Container::getInstance(): Return value must be of type Psr\Container\ContainerInterface, NoContainer returned
all methods
TypeError: NetsvrBusiness\Native\Container::setInstance(): Argument #1 ($instance) must be of type Psr\Container\ContainerInterface, NoContainer given
ArgumentCountError: NetsvrBusiness\Native\LengthProtocol::input() expects exactly 2 arguments, 1 given
TypeError: NetsvrBusiness\Native\LengthProtocol::encode(): Argument #2 ($connection) must be of type Workerman\Connection\ConnectionInterface, stdClass given; there is no such interface here: `composer require workerman/workerman`, and load vendor/autoload.php before
