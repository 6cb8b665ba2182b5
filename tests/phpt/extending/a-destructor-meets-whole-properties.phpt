--TEST--
A manager whose array a reference of user code leads to: a destructor that runs when a socket is replaced finds the new array, and may set another one
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use function NetsvrTests\Support\requirePsr;

requirePsr();
final class Manager extends TaskSocketManger
{
    public function &all(): array
    {
        return $this->sockets;
    }
}
final class Telling extends TaskSocket
{
    public ?Manager $manager = null;

    public function __destruct()
    {
        if ($this->manager !== null) {
            echo 'destructed, the manager has ', count($this->manager->all()), "\n";
            $this->manager->all()['7f0000010002'] = null;
            unset($this->manager->all()['7f0000010002']);
        }
    }
}
$socket = static fn(string $class): TaskSocket => new $class('', new ArrayLogger(), '127.0.0.1:1', 1, 1, 100);
$manager = new Manager();
$all = &$manager->all();
$manager->addSocket($socket(Telling::class));
current($all)->manager = $manager;
$manager->addSocket($socket(TaskSocket::class));
echo get_class(current($all)), ' ', count($all), "\n";
?>
--EXPECT--
destructed, the manager has 1
NetsvrBusiness\TaskSocket 1
