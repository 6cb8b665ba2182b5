--TEST--
The container, managers, sockets and NetBus refuse serialize() and unserialize(), and so do their children
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';
NetsvrTests\Support\requirePsr();

class Mine extends NetsvrBusiness\Container
{
    public function __serialize(): array
    {
        return [];
    }
    public function __unserialize(array $data): void
    {
        echo "the closures would be called by name\n";
    }
}

class Old extends NetsvrBusiness\TaskSocketManger
{
    public function __wakeup(): void
    {
        echo "not called\n";
    }
}

$classes = [
    Mine::class, Old::class, 'NetsvrBusiness\Container', 'NetsvrBusiness\NetBus',
    'NetsvrBusiness\TaskSocketManger', 'NetsvrBusiness\MainSocketManager', 'NetsvrBusiness\Socket',
    'NetsvrBusiness\TaskSocket', 'NetsvrBusiness\MainSocket', 'NetsvrBusiness\Workerman\MainSocket',
    'NetsvrBusiness\Workerman\TaskSocket', 'NetsvrBusiness\Workerman\LengthProtocol',
];
$closure = ["\0*\0closure" => ['id' => 'phpinfo']];
foreach ($classes as $class) {
    $object = 'O:' . strlen($class) . ":\"$class\"" . substr(serialize($closure), 1);
    $custom = 'C:' . strlen($class) . ":\"$class\":0:{}";
    foreach ([$object, $custom] as $text) {
        try {
            var_dump(unserialize($text));
        } catch (Exception $exception) {
            echo $exception->getMessage(), "\n";
        }
    }
    try {
        echo serialize((new ReflectionClass($class))->newInstanceWithoutConstructor()), "\n";
    } catch (Exception $exception) {
        echo $exception->getMessage(), "\n";
    }
    // nothing of it is loaded
    var_dump(get_class(unserialize($object, ['allowed_classes' => false])) === '__PHP_Incomplete_Class');
}
--EXPECT--
Unserialization of 'Mine' is not allowed
Unserialization of 'Mine' is not allowed
Serialization of 'Mine' is not allowed
bool(true)
Unserialization of 'Old' is not allowed
Unserialization of 'Old' is not allowed
Serialization of 'Old' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\Container' is not allowed
Unserialization of 'NetsvrBusiness\Container' is not allowed
Serialization of 'NetsvrBusiness\Container' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\NetBus' is not allowed
Unserialization of 'NetsvrBusiness\NetBus' is not allowed
Serialization of 'NetsvrBusiness\NetBus' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\TaskSocketManger' is not allowed
Unserialization of 'NetsvrBusiness\TaskSocketManger' is not allowed
Serialization of 'NetsvrBusiness\TaskSocketManger' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\MainSocketManager' is not allowed
Unserialization of 'NetsvrBusiness\MainSocketManager' is not allowed
Serialization of 'NetsvrBusiness\MainSocketManager' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\Socket' is not allowed
Unserialization of 'NetsvrBusiness\Socket' is not allowed
Serialization of 'NetsvrBusiness\Socket' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\TaskSocket' is not allowed
Unserialization of 'NetsvrBusiness\TaskSocket' is not allowed
Serialization of 'NetsvrBusiness\TaskSocket' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\MainSocket' is not allowed
Unserialization of 'NetsvrBusiness\MainSocket' is not allowed
Serialization of 'NetsvrBusiness\MainSocket' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\Workerman\MainSocket' is not allowed
Unserialization of 'NetsvrBusiness\Workerman\MainSocket' is not allowed
Serialization of 'NetsvrBusiness\Workerman\MainSocket' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\Workerman\TaskSocket' is not allowed
Unserialization of 'NetsvrBusiness\Workerman\TaskSocket' is not allowed
Serialization of 'NetsvrBusiness\Workerman\TaskSocket' is not allowed
bool(true)
Unserialization of 'NetsvrBusiness\Workerman\LengthProtocol' is not allowed
Unserialization of 'NetsvrBusiness\Workerman\LengthProtocol' is not allowed
Serialization of 'NetsvrBusiness\Workerman\LengthProtocol' is not allowed
bool(true)
