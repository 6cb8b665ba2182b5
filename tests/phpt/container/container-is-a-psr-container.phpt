--TEST--
Container is a Psr\Container\ContainerInterface that holds objects and closures
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use Psr\Container\ContainerInterface;

$container = Container::getInstance();
var_dump($container instanceof ContainerInterface, $container instanceof Container);
var_dump($container === Container::getInstance());
var_dump(in_array(ContainerInterface::class, class_implements(Container::class), true));

$object = new ArrayObject();
var_dump($container->has('object'));
var_dump($container->bind('object', $object));
var_dump($container->has('object'), $container->get('object') === $object);

// A later binding replaces an earlier one.
$other = new ArrayObject();
$container->bind('object', $other);
var_dump($container->get('object') === $other);

// Code that asks for any PSR-11 container takes this one.
$ask = static fn(ContainerInterface $any): bool => $any->has('object');
var_dump($ask($container));
--EXPECT--
bool(true)
bool(true)
bool(true)
bool(true)
bool(false)
NULL
bool(true)
bool(true)
bool(true)
bool(true)
