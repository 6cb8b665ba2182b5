--TEST--
Container::get() of an unknown id throws ClassNotFoundException, a PSR-11 NotFoundExceptionInterface
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Exception\ClassNotFoundException;
use NetsvrBusiness\NetBus;
use Psr\Container\ContainerExceptionInterface;
use Psr\Container\NotFoundExceptionInterface;

try {
    (new Container())->get('App\Missing');
} catch (NotFoundExceptionInterface $exception) {
    var_dump(get_class($exception), $exception->getMessage(), $exception->getClass(), $exception->getCode());
    var_dump($exception instanceof RuntimeException, $exception instanceof ContainerExceptionInterface);
}

// NetBus before it was initialised.
foreach ([fn() => NetBus::uniqIdList(), fn() => NetBus::broadcast('x')] as $call) {
    try {
        $call();
    } catch (ClassNotFoundException $exception) {
        // what to bind stands behind the package's words
        var_dump(strtok($exception->getMessage(), "\n") === 'class not exists: ' . TaskSocketMangerInterface::class);
    }
}

$cause = new LogicException('cause');
$own = new ClassNotFoundException('message', 'Some\Class', $cause);
var_dump($own->getMessage(), $own->getClass(), $own->getPrevious() === $cause);
var_dump((new ClassNotFoundException('no class'))->getClass());
--EXPECT--
string(47) "NetsvrBusiness\Exception\ClassNotFoundException"
string(29) "class not exists: App\Missing"
string(11) "App\Missing"
int(0)
bool(true)
bool(true)
bool(true)
bool(true)
string(7) "message"
string(10) "Some\Class"
bool(true)
string(0) ""
