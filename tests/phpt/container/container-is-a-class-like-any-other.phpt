--TEST--
Container, whose class is made on first use, is a class like any other: reflection, child classes, aliases, clones
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Exception\ClassNotFoundException;

// Declared before anybody has asked for the class: it is made for the sake of its child.
final class Mine extends Container
{
    public function has(string $id): bool
    {
        return $id === 'mine' || parent::has($id);
    }
}

$class = new ReflectionClass(Container::class);
var_dump($class->getName(), $class->getShortName(), $class->getParentClass()->getName());
var_dump($class->getInterfaceNames());
var_dump($class->isUserDefined(), $class->isInstantiable(), $class->isAbstract(), $class->isFinal());
var_dump($class->getMethod('bind')->class, $class->getDocComment(), $class->getAttributes());
var_dump(is_string($class->getFileName()), str_contains((string)$class, 'class NetsvrBusiness\\Container extends'));
var_dump(in_array(Container::class, get_declared_classes(), true), class_exists('netsvrbusiness\container', false));
$thrown = new ReflectionClass(ClassNotFoundException::class);
var_dump($thrown->getInterfaceNames());

$mine = new Mine();
var_dump($mine->has('mine'), $mine->has('other'), $mine instanceof Container);
var_dump(new class extends Container {} instanceof Container);

class_alias(Container::class, 'Alias');
var_dump(Alias::getInstance() === Container::getInstance());
$copy = clone Container::getInstance();
$copy->bind('x', $mine);
var_dump($copy->has('x'), Container::getInstance()->has('x'));
--EXPECT--
string(24) "NetsvrBusiness\Container"
string(9) "Container"
string(31) "NetsvrBusiness\Native\Container"
array(1) {
  [0]=>
  string(32) "Psr\Container\ContainerInterface"
}
bool(true)
bool(true)
bool(false)
bool(false)
string(31) "NetsvrBusiness\Native\Container"
bool(false)
array(0) {
}
bool(true)
bool(true)
bool(true)
bool(true)
array(4) {
  [0]=>
  string(10) "Stringable"
  [1]=>
  string(9) "Throwable"
  [2]=>
  string(40) "Psr\Container\NotFoundExceptionInterface"
  [3]=>
  string(41) "Psr\Container\ContainerExceptionInterface"
}
bool(true)
bool(false)
bool(true)
bool(true)
bool(true)
bool(true)
bool(false)
