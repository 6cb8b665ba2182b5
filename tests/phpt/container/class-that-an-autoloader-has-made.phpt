--TEST--
An autoloader that declares the Container itself while its interface is looked for has its way
--FILE--
<?php
use NetsvrBusiness\Container;

spl_autoload_register(static function (string $class): void {
    if ($class === 'Psr\Container\ContainerInterface') {
        eval('namespace NetsvrBusiness; class Container extends Native\Container { const BY_HAND = true; }');
    }
});
var_dump(Container::BY_HAND, (new Container())->has('x'));
--EXPECT--
bool(true)
bool(false)
