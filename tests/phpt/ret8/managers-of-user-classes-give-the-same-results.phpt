--TEST--
API 8: where a user class is the manager of task sockets, checkOnline() and connInfo() give the same results; the later of two answers of one address counts
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrProtocol\CheckOnlineResp;
use NetsvrProtocol\Cmd;
use NetsvrTests\Support\AnsweringTaskSocket;
use NetsvrTests\Support\Results;
use NetsvrTests\Support\Setup;

final class Manager implements TaskSocketMangerInterface
{
    /** @var array<string, TaskSocketInterface> */
    public array $sockets = [];

    public function addSocket(TaskSocketInterface $socket): void
    {
        $this->sockets[NetsvrBusiness\addrConvertToHex($socket->getAddr())] = $socket;
    }

    public function count(): int
    {
        return count($this->sockets);
    }

    public function close(): void
    {
    }

    public function getSockets(): array
    {
        return array_values($this->sockets);
    }

    public function getSocket(string $addrAsHex): ?TaskSocketInterface
    {
        return $this->sockets[$addrAsHex] ?? null;
    }
}

$same = static function (): array {
    $found = [];
    foreach (Results::queries() as $name => $ask) {
        $found[$name] = [$ask()->toArray(), array_keys($ask()->data)];
    }
    return $found;
};
Results::bind();
$ours = $same();
$manager = new Manager();
$manager->addSocket(new AnsweringTaskSocket(Results::ONE, Results::bodies(Results::ID_OF_ONE)));
$manager->addSocket(new AnsweringTaskSocket(Results::OTHER, Results::bodies(Results::ID_OF_OTHER)));
Setup::bind($manager);
var_dump($ours === $same());

$answers = [];
foreach (['first', 'second'] as $id) {
    $answers[] = new AnsweringTaskSocket('same:1', [Cmd::CheckOnline => (new CheckOnlineResp())->setUniqIds([$id])->serializeToString()]);
}
$manager->sockets = ['7f00000117ae' => $answers[0], '7f00000217ae' => $answers[1]];
$ret = NetBus::checkOnline([Results::ID_OF_ONE, Results::ID_OF_OTHER]);
echo json_encode($ret), ' ', json_encode(array_keys($ret->data)), "\n";
?>
--EXPECT--
bool(true)
[{"addr":"same:1","uniqIds":["second"]}] ["same:1"]
