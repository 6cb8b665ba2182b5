--TEST--
Container may be subclassed: overridden methods are called, the instance is shared
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;

final class CountingContainer extends Container
{
    public int $gets = 0;

    public function get(string $id): mixed
    {
        $this->gets++;
        return parent::get($id);
    }
}

$container = new CountingContainer();
Container::setInstance($container);
$container->bind('object', $object = new ArrayObject());
var_dump(Container::getInstance() === $container, Container::getInstance()->get('object') === $object);
var_dump($container->gets, (new Container())->has('object'));
--EXPECT--
bool(true)
bool(true)
int(1)
bool(false)
