--TEST--
__serialize, __unserialize, __sleep and __wakeup of a child of a message are called as PHP calls them
--FILE--
<?php
use Netsvr\Transfer;

// without types, which a class without such a parent need not give
class Adds extends Transfer
{
    public $trace;
    public function __serialize()
    {
        return parent::__serialize() + ['more' => strtoupper($this->trace)];
    }
    public function __unserialize($data)
    {
        parent::__unserialize($data);
        $this->trace = $data['more'];
    }
}

class Typed extends Transfer
{
    public function __serialize(): array
    {
        return ['wrapped' => parent::__serialize()];
    }
    public function __unserialize(array $data): void
    {
        parent::__construct(['session' => 'set up before']);
        parent::__unserialize($data['wrapped']);
    }
    public function __wakeup(): void
    {
        echo "not called\n";
    }
    public function __sleep(): array
    {
        echo "not called\n";
        return [];
    }
}

class Sleeps extends Transfer
{
    public $kept = 1;
    public $left = 2;
    public function __sleep(): array
    {
        return ['kept', 'uniqId', "\0Netsvr\\Transfer\0topics"];
    }
    public function __wakeup(): void
    {
        echo "awake: {$this->getUniqId()}\n";
    }
}

class SleepsBadly extends Transfer
{
    public function __sleep()
    {
        return 5;
    }
}

$adds = (new Adds())->setData('d');
$adds->trace = 'x';
$back = unserialize(serialize($adds));
var_dump($back->getData(), $back->trace);

$typed = (new Typed())->setUniqId('u');
echo addcslashes(serialize($typed), "\0..\37"), "\n";
var_dump(unserialize(serialize($typed)) == $typed);

$sleeps = (new Sleeps())->setUniqId('u')->setData('d')->setTopics(['t']);
[$sleeps->kept, $sleeps->left] = [8, 9];
$back = unserialize(serialize($sleeps));
var_dump($back->kept, $back->left, $back->serializeToJsonString());

try {
    serialize(new SleepsBadly());
} catch (UnexpectedValueException $exception) {
    echo $exception->getMessage(), "\n";
}
--EXPECT--
string(1) "d"
string(1) "X"
O:5:"Typed":1:{s:7:"wrapped";a:2:{s:6:"netsvr";i:1;s:5:"bytes";s:3:"\n\001u";}}
bool(true)
awake: u
int(8)
int(2)
string(29) "{"uniqId":"u","topics":["t"]}"
SleepsBadly::__sleep() should return an array only containing the names of instance-variables to serialize
