--TEST--
Container::setInstance() takes any PSR-11 container, and NetBus asks that one
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use Psr\Container\ContainerInterface;

Setup::endAfter(20);
$foreign = new class implements ContainerInterface {
    public array $asked = [];
    public array $entries = [];

    public function get(string $id): mixed
    {
        $this->asked[] = 'get ' . substr(strrchr($id, '\\'), 1);
        return $this->entries[$id] ?? throw new LogicException("no $id");
    }

    public function has(string $id): bool
    {
        $this->asked[] = 'has ' . substr(strrchr($id, '\\'), 1);
        return isset($this->entries[$id]);
    }
};
$gateway = DevGate::start();
$client = $gateway->client();
$manager = new TaskSocketManger();
$manager->addSocket(Setup::taskSocket($gateway->workerAddr, new ArrayLogger()));
$foreign->entries[TaskSocketMangerInterface::class] = $manager;
Container::setInstance($foreign);
var_dump(Container::getInstance() === $foreign);

NetBus::broadcast('through a foreign container');
var_dump($client->receive(5.0));
var_dump(array_values(array_unique($foreign->asked)));
var_dump(NetBus::uniqIdCount()[0]['count']);

// What the foreign container throws reaches the caller.
$foreign->entries = [];
try {
    NetBus::uniqIdCount();
} catch (LogicException $exception) {
    echo $exception->getMessage(), "\n";
}
try {
    Container::setInstance(new ArrayObject());
} catch (TypeError) {
    echo "TypeError\n";
}
--EXPECT--
bool(true)
string(27) "through a foreign container"
array(2) {
  [0]=>
  string(30) "has MainSocketManagerInterface"
  [1]=>
  string(29) "get TaskSocketMangerInterface"
}
int(1)
no NetsvrBusiness\Contract\TaskSocketMangerInterface
TypeError
