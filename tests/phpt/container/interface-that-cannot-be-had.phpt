--TEST--
Without Psr\Container the Container works without its interface; an autoloader that throws is heard, and asked again
--FILE--
<?php
use NetsvrBusiness\Container;

$asked = [];
$loader = static function (string $class) use (&$asked): void {
    $asked[] = $class;
    throw new LogicException("no $class today");
};
spl_autoload_register($loader);
try {
    Container::getInstance();
} catch (LogicException $thrown) {
    var_dump($thrown->getMessage());
}
var_dump(class_exists(Container::class, false));
try {
    NetsvrBusiness\NetBus::broadcast('x');
} catch (LogicException $thrown) {
    var_dump($thrown->getMessage());
}
spl_autoload_unregister($loader);

// An autoloader that asks for the class itself does not get it while it is made.
spl_autoload_register(static function (string $class) use (&$asked): void {
    $asked[] = $class;
    var_dump($class, class_exists(Container::class));
});
$container = new Container();
var_dump(class_implements($container));
$container->bind('x', $container);
var_dump($container->get('x') === $container);
var_dump($asked);
--EXPECT--
string(41) "no Psr\Container\ContainerInterface today"
bool(false)
string(41) "no Psr\Container\ContainerInterface today"
string(32) "Psr\Container\ContainerInterface"
bool(false)
array(0) {
}
bool(true)
array(3) {
  [0]=>
  string(32) "Psr\Container\ContainerInterface"
  [1]=>
  string(32) "Psr\Container\ContainerInterface"
  [2]=>
  string(32) "Psr\Container\ContainerInterface"
}
