--TEST--
Two fibers ask the container for the same, and its closure suspends both: they get one instance, the one that was made first
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;

$made = 0;
$container = Container::getInstance();
$container->bind('service', function () use (&$made): stdClass {
    $number = ++$made;
    Fiber::suspend();
    return (object)['number' => $number];
});
$got = [];
$fibers = [];
foreach (['a', 'b'] as $name) {
    $fibers[$name] = new Fiber(function () use ($name, $container, &$got): void {
        $got[$name] = $container->get('service');
    });
    $fibers[$name]->start();
}
$fibers['b']->resume();
$fibers['a']->resume();
echo "the closure ran $made times\n";
echo 'both got number ', $got['a']->number, ': ';
var_dump($got['a'] === $got['b'] && $got['b'] === $container->get('service'));
?>
--EXPECT--
the closure ran 2 times
both got number 2: bool(true)
