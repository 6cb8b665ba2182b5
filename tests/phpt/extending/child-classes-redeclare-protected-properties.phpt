--TEST--
Child classes declare the protected properties of containers, managers and exceptions anew, read them and write them
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Exception\ClassNotFoundException;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\RecordingTaskSocket;
use Psr\Container\ContainerInterface;

final class MyContainer extends Container
{
    protected static ContainerInterface|null $instance = null;
    protected array $instances = [];
    protected array $closure = [];

    public function ids(): array
    {
        return [...array_keys($this->instances), ...array_keys($this->closure)];
    }

    public function put(string $id, mixed $what): void
    {
        $this->instances[$id] = $what;
    }

    public static function spoil(): void
    {
        self::$instance = new stdClass();
    }

    public static function forget(): void
    {
        self::$instance = null;
    }
}

final class MyManager extends TaskSocketManger
{
    protected array $sockets = [];

    public function keys(): array
    {
        return array_keys($this->sockets);
    }

    public function put(string|int $key, mixed $what): void
    {
        $this->sockets[$key] = $what;
    }

    public function &reference(): array
    {
        return $this->sockets;
    }

    public function drop(): void
    {
        unset($this->sockets);
    }
}

final class MyMainManager extends MainSocketManager
{
    protected array $pool = [];
    protected bool $status = false;

    public function keys(): array
    {
        return array_keys($this->pool);
    }

    public function begin(mixed ...$pool): void
    {
        $this->pool = $pool;
        $this->status = true;
    }
}

final class NothingFound extends ClassNotFoundException
{
    protected string $class = 'of the child';

    public function __construct()
    {
    }
}

function attempt(callable $call): void
{
    try {
        echo '  ', json_encode($call()), "\n";
    } catch (Throwable $thrown) {
        echo '  ', $thrown::class, ': ', $thrown->getMessage(), "\n";
    }
}

echo "empty\n";
echo json_encode([(new MyContainer())->ids(), (new MyManager())->keys(), (new MyMainManager())->keys()]), "\n";
final class Reading extends TaskSocketManger
{
    public function keys(): array
    {
        return array_keys($this->sockets);
    }
}
echo json_encode((new Reading())->keys()), "\n";

echo "container\n";
$mine = MyContainer::getInstance();
var_dump($mine instanceof MyContainer, $mine === MyContainer::getInstance(), $mine === Container::getInstance());
MyContainer::forget();
var_dump($mine === MyContainer::getInstance());
$mine->bind('one', $mine);
$mine->put('two', 2);
$mine->put('null', null);
echo json_encode($mine->ids()), json_encode([$mine->get('two'), $mine->has('null')]), "\n";
try {
    MyContainer::spoil();
} catch (TypeError $error) {
    echo $error->getMessage(), "\n";
}

echo "manager of task sockets\n";
$one = new RecordingTaskSocket('10.0.0.1:6061');
$manager = new MyManager();
$manager->addSocket($one);
$manager->put('0a00000217ad', new RecordingTaskSocket('10.0.0.2:6061'));
$manager->put('100000000001', $one);
echo json_encode($manager->keys()), $manager->count(), "\n";
attempt(fn() => $manager->getSocket('100000000001') === $one);
Container::setInstance(new Container());
Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);
NetBus::broadcast('x');
NetBus::singleCast('0a00000117ad0001', 'x');
echo count($one->sent), "\n";
foreach ([null, 'text', new stdClass()] as $strange) {
    $manager->put('strange', $strange);
    attempt(fn() => $manager->getSocket('strange'));
    attempt(fn() => NetBus::broadcast('x'));
}
$sockets = &$manager->reference();
$sockets = [];
echo json_encode([$manager->count(), $manager->getSockets(), $manager->getSocket('strange')]), "\n";
$manager->addSocket($one);
echo json_encode(array_keys($sockets)), "\n";
unset($sockets);
$manager->drop();
echo json_encode([$manager->count(), $manager->getSockets()]), "\n";
$manager->addSocket($one);
echo json_encode($manager->keys()), "\n";

echo "manager of main sockets\n";
$main = new MyMainManager();
$main->begin(null, new stdClass(), 7);
attempt(fn() => count($main->getSockets()));
attempt(fn() => $main->getSocket('0'));
attempt(fn() => $main->getSocket('1'));

echo "exception\n";
var_dump((new NothingFound())->getClass(), (new ClassNotFoundException('message'))->getClass());
attempt(fn() => (new ReflectionClass(ClassNotFoundException::class))->newInstanceWithoutConstructor()->getClass());
?>
--EXPECT--
empty
[[],[],[]]
[]
container
bool(true)
bool(true)
bool(false)
bool(false)
["one","two","null"][2,false]
Cannot assign stdClass to property MyContainer::$instance of type ?Psr\Container\ContainerInterface
manager of task sockets
["0a00000117ad","0a00000217ad",100000000001]3
  true
3
  null
    Error: Call to a member function send() on null
    TypeError: NetsvrBusiness\TaskSocketManger::getSocket(): Return value must be of type ?NetsvrBusiness\Contract\TaskSocketInterface, string returned
    Error: Call to a member function send() on string
    TypeError: NetsvrBusiness\TaskSocketManger::getSocket(): Return value must be of type ?NetsvrBusiness\Contract\TaskSocketInterface, stdClass returned
    Error: Invalid callback stdClass::send, class stdClass does not have a method "send"
[0,[],null]
["0a00000117ad"]
[0,[]]
["0a00000117ad"]
manager of main sockets
  3
  null
    TypeError: NetsvrBusiness\MainSocketManager::getSocket(): Return value must be of type ?NetsvrBusiness\Contract\MainSocketInterface, stdClass returned
exception
string(12) "of the child"
string(0) ""
    Error: Typed property NetsvrBusiness\Exception\ClassNotFoundException::$class must not be accessed before initialization