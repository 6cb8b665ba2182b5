--TEST--
serialize() keeps a message as its bytes with what a child class adds, and clones and jobs hold it as before
--FILE--
<?php
use Netsvr\{ConnInfoResp, ConnInfoRespItem, Transfer};

class Job
{
    public function __construct(public Transfer $transfer, public array $more) {}
}

class Traced extends Transfer
{
    public int $hops = 0;
    protected array $path = [];
    private ?string $note = null;
    public readonly string $id;
    public int $unset;

    public function fill(): static
    {
        [$this->hops, $this->path, $this->note, $this->id] = [5, ['a'], 'private', 'once'];
        return $this;
    }
}

class TracedAgain extends Traced
{
    private string $note = 'of the child';
}

$transfer = (new Transfer())->setUniqId('u')->setTopics(['a', '7'])->setData("\xff");
echo addcslashes(serialize((new Transfer())->setUniqId('u')), "\0..\37"), "\n";
echo strlen(serialize($transfer)), " bytes\n";

// with a field that this version does not know
$unknown = new Transfer();
$unknown->mergeFromString("\x0a\x01x\xb0\x06\x05");
echo bin2hex(unserialize(serialize($unknown))->serializeToString()), "\n";

$items = (new ConnInfoResp())->setItems(['k' => (new ConnInfoRespItem())->setSession('s')->setTopics(['t']), 12 => new ConnInfoRespItem()]);
$job = unserialize(serialize(new Job($transfer, [$items, $transfer])));
var_dump($job->transfer == $transfer, $job->more[0] == $items, $job->more[1] === $job->transfer);

$traced = (new TracedAgain())->fill()->setSession('s');
echo addcslashes(serialize($traced), "\0..\37"), "\n";
$back = unserialize(serialize($traced));
var_dump(get_class($back), $back == $traced, $back->id);

$copy = clone unserialize(serialize($transfer));
$copy->setData('other');
var_dump($copy->getData(), bin2hex($transfer->getData()), $copy->getTopics()[1]);

foreach ([$transfer->getTopics(), $items->getItems()] as $collection) {
    $back = unserialize(serialize($collection));
    var_dump(get_class($back), $back == $collection, count($back));
}
echo addcslashes(serialize($items->getItems()), "\0..\37"), "\n";
$transfer->setTopics(unserialize(serialize($transfer->getTopics())));
echo $transfer->serializeToJsonString(), "\n";
// what the elements are is checked as ever
try {
    $back[] = 'x';
} catch (Exception $exception) {
    echo $exception->getMessage(), "\n";
}
--EXPECT--
O:15:"Netsvr\Transfer":2:{s:6:"netsvr";i:1;s:5:"bytes";s:3:"\n\001u";}
76 bytes
0a0178b00605
bool(true)
bool(true)
bool(true)
O:11:"TracedAgain":3:{s:6:"netsvr";i:1;s:5:"bytes";s:3:"\032\001s";s:10:"properties";a:5:{s:4:"hops";i:5;s:7:"\000*\000path";a:1:{i:0;s:1:"a";}s:12:"\000Traced\000note";s:7:"private";s:2:"id";s:4:"once";s:17:"\000TracedAgain\000note";s:12:"of the child";}}
string(11) "TracedAgain"
bool(true)
string(4) "once"
string(5) "other"
string(2) "ff"
string(1) "7"
string(20) "Netsvr\RepeatedField"
bool(true)
int(2)
string(15) "Netsvr\MapField"
bool(true)
int(2)
O:15:"Netsvr\MapField":5:{s:6:"netsvr";i:1;s:7:"keyType";i:9;s:4:"type";i:11;s:5:"class";s:23:"Netsvr\ConnInfoRespItem";s:6:"values";a:2:{s:1:"k";O:23:"Netsvr\ConnInfoRespItem":2:{s:6:"netsvr";i:1;s:5:"bytes";s:6:"\n\001s\032\001t";}i:12;O:23:"Netsvr\ConnInfoRespItem":2:{s:6:"netsvr";i:1;s:5:"bytes";s:0:"";}}}
{"uniqId":"u","topics":["a","7"],"data":"/w=="}
Expect Netsvr\ConnInfoRespItem.
