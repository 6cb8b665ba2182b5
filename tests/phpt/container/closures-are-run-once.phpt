--TEST--
Container: a bound closure is run at the first get(), and once
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;

$runs = 0;
$container = new Container();
$container->bind('made', function () use (&$runs): ArrayObject {
    $runs++;
    return new ArrayObject(func_get_args());
});
var_dump($container->has('made'), $runs);
$made = $container->get('made');
var_dump($made instanceof ArrayObject, count($made), $runs);
var_dump($container->get('made') === $made, $runs);

// What a closure returns need not be an object.
$container->bind('number', fn(): int => 42);
var_dump($container->get('number'));

// One that throws is run again by the next get().
$container->bind('fragile', function () use (&$runs): ArrayObject {
    if (++$runs === 2) {
        throw new LogicException('not yet');
    }
    return new ArrayObject();
});
try {
    $container->get('fragile');
} catch (LogicException $exception) {
    echo $exception->getMessage(), "\n";
}
var_dump($container->get('fragile') instanceof ArrayObject, $runs);
--EXPECT--
bool(true)
int(0)
bool(true)
int(0)
int(1)
bool(true)
int(1)
int(42)
not yet
bool(true)
int(3)
