--TEST--
A child class may override getters, call parents and use the fields' properties, whatever it writes there
--FILE--
<?php
class Mine extends Netsvr\Transfer
{
    public int $calls = 0;
    public array $topics = ['my own'];

    public function getUniqId()
    {
        $this->calls++;
        return '<' . parent::getUniqId() . '>';
    }

    public function writeInto(): void
    {
        $this->uniqId = 7;
        $this->session = &$this->calls;
        unset($this->customerId);
    }

    public function writeNonsense(): void
    {
        $this->uniqId = ['no', 'text'];
    }
}
class WithoutParentConstructor extends Netsvr\Transfer
{
    public function __construct()
    {
    }
}
$mine = new Mine(['uniqId' => 'u', 'topics' => ['t']]);
var_dump($mine->getUniqId(), bin2hex($mine->serializeToString()), $mine->topics, $mine->setData('d') === $mine);
$mine->writeInto();
var_dump($mine->getSession(), $mine->getCustomerId(), bin2hex($mine->serializeToString()));
$mine->setSession('new');
var_dump($mine->calls);
$plain = new Netsvr\Transfer();
$plain->mergeFrom($mine);
echo bin2hex($plain->serializeToString()), "\n";
$mine->writeNonsense();
try {
    $mine->serializeToString();
} catch (InvalidArgumentException $exception) {
    echo $exception->getMessage(), "\n";
}
$empty = new WithoutParentConstructor();
$empty->mergeFromString(hex2bin('0a0161'));
echo $empty->getUniqId(), count($empty->getTopics()), "\n";
try {
    new Netsvr\Message();
} catch (Error $error) {
    echo $error->getMessage(), "\n";
}
$stray = new class extends Netsvr\Message {
};
try {
    $stray->serializeToString();
} catch (Error $error) {
    echo $error->getMessage(), "\n";
}
--EXPECT--
string(3) "<u>"
string(12) "0a0175220174"
array(1) {
  [0]=>
  string(6) "my own"
}
bool(true)
int(1)
string(0) ""
string(24) "0a01371a01312201742a0164"
int(1)
0a01371a036e65772201742a0164
Expect string.
a0
Cannot instantiate abstract class Netsvr\Message
the object is no message of the protocol
