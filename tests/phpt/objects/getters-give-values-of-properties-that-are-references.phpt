--TEST--
Methods give values, not references, where a child class has made a reference of a property or of an element
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\EventInterface;
use NetsvrTests\Support\ArrayLogger;

trait MakesReferences
{
    public function &property(string $name): mixed
    {
        return $this->$name;
    }

    public static function &staticProperty(string $name): mixed
    {
        return static::$$name;
    }
}

final class ChildException extends NetsvrBusiness\Exception\ClassNotFoundException
{
    use MakesReferences;
}

final class ChildContainer extends NetsvrBusiness\Container
{
    use MakesReferences;
}

final class ChildTaskSocket extends NetsvrBusiness\TaskSocket
{
    use MakesReferences;
}

final class ChildManger extends NetsvrBusiness\TaskSocketManger
{
    use MakesReferences;
}

final class ChildMainSocket extends NetsvrBusiness\MainSocket
{
    use MakesReferences;
}

final class ChildManager extends NetsvrBusiness\MainSocketManager
{
    use MakesReferences;
}

/** A socket whose own method gives a reference, though the interface does not say so. */
final class RefersToItsAddress extends NetsvrBusiness\TaskSocket
{
    public string $address = '127.0.0.1:6062';

    public function &getWorkerAddr(): string
    {
        return $this->address;
    }
}

/** Says whether the result of a call is a reference. Extra arguments are ignored, as by functions of user code. */
function show(string $what, object $of, string $method, string $given = ''): void
{
    $results = array_map([$of, $method], [$given]);
    $reference = ReflectionReference::fromArrayElement($results, 0) !== null;
    echo $what, ': ', get_debug_type($results[0]), $reference ? ', a reference' : '', "\n";
}

$exception = new ChildException('text', 'some class');
$class = &$exception->property('class');
show('getClass', $exception, 'getClass');

$container = new ChildContainer();
$container->bind('id', new stdClass());
$bound = &$container->property('instances')['id'];
show('get', $container, 'get', 'id');
ChildContainer::setInstance($container);
$instance = &ChildContainer::staticProperty('instance');
show('getInstance', $container, 'getInstance');

$task = new ChildTaskSocket('', new ArrayLogger(), '127.0.0.1:6061', 1, 1, 1);
$address = &$task->property('workerAddr');
show('getWorkerAddr', $task, 'getWorkerAddr');

$refers = new RefersToItsAddress('', new ArrayLogger(), '127.0.0.1:6061', 1, 1, 1);
$manger = new ChildManger();
$manger->addSocket($task);
$key = array_key_first($manger->getSockets());
$element = &$manger->property('sockets')[$key];
$sockets = &$manger->property('sockets');
show('getSocket', $manger, 'getSocket', $key);
show('getSockets', $manger, 'getSockets');

$events = new class implements EventInterface {
    public function onOpen(Netsvr\ConnOpen $connOpen): void {}
    public function onMessage(Netsvr\Transfer $transfer): void {}
    public function onClose(Netsvr\ConnClose $connClose): void {}
};
$main = new ChildMainSocket('', new ArrayLogger(), $events, $refers, 'beat', 1, 1, 1000);
show('getWorkerAddr of a main socket', $main, 'getWorkerAddr');
$manager = new ChildManager();
$manager->addSocket($main);
$pool = &$manager->property('pool');
$status = &$manager->property('status');
$status = true;
$member = &$pool[array_key_first($pool)];
show('getSocket of main sockets', $manager, 'getSocket', array_key_first($pool));
show('getSockets of main sockets', $manager, 'getSockets');

// every single field of every message
$getters = $references = 0;
foreach (glob(__DIR__ . '/../../../php-stubs/v4/Netsvr/*.php') as $file) {
    $name = basename($file, '.php');
    if (!is_subclass_of("Netsvr\\$name", Netsvr\Message::class)) {
        continue;
    }
    eval("final class Child$name extends Netsvr\\$name { use MakesReferences; }");
    $message = new ("Child$name")();
    $held = [];
    foreach ((new ReflectionClass("Netsvr\\$name"))->getProperties(ReflectionProperty::IS_PROTECTED) as $property) {
        $held[] = &$message->property($property->name);
        $results = array_map([$message, 'get' . ucfirst($property->name)], ['']);
        $references += (int)(ReflectionReference::fromArrayElement($results, 0) !== null);
        $getters++;
    }
}
echo $getters > 50 ? 'all getters' : "$getters getters", " of messages: $references references\n";

// what lies in a list, put there as a reference
$list = (new Netsvr\UniqIdListResp(['uniqIds' => ['first']]))->getUniqIds();
$text = 'second';
(new ReflectionProperty($list, 'container'))->setValue($list, [&$text]);
show('offsetGet', $list, 'offsetGet', '0');
$iterator = $list->getIterator();
show('current', $iterator, 'current');
foreach ($list as $value) {
    $value = 'changed';
}
echo $list[0], "\n";
--EXPECT--
getClass: string
get: stdClass
getInstance: ChildContainer
getWorkerAddr: string
getSocket: ChildTaskSocket
getSockets: array
getWorkerAddr of a main socket: string
getSocket of main sockets: ChildMainSocket
getSockets of main sockets: array
all getters of messages: 0 references
offsetGet: string
current: string
second
