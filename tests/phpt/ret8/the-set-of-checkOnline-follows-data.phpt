--TEST--
API 8: the set of CheckOnlineRet follows data; child classes are asked for it each time, read it and make their own
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Ret\CheckOnlineRet;
use NetsvrProtocol\CheckOnlineResp;
use NetsvrTests\Support\Results;

class Reads extends CheckOnlineRet
{
    public int $asked = 0;

    protected function initCache(): void
    {
        $this->asked++;
        parent::initCache();
    }

    public function cached(): ?array
    {
        return $this->cache;
    }
}

final class Owns extends Reads
{
    protected function initCache(): void
    {
        $this->asked++;
        $this->cache = ['own' => true, 7 => true, 'no' => null];
    }
}

Results::bind();
$text = static fn(mixed $value): string => json_encode($value);
$asked = static fn(): CheckOnlineRet => NetBus::checkOnline([Results::ID_OF_ONE, Results::ID_OF_OTHER]);
$of = static fn(string ...$ids): CheckOnlineResp => (new CheckOnlineResp())->setUniqIds($ids);

$ret = $asked();
echo 'asked: ', $text([$ret->has(Results::ID_OF_ONE), $ret->has('12'), $ret->has('nope'), $ret->has('')]), "\n";
$ret->data[Results::ONE]->getUniqIds()[] = 'nope';
echo 'changed within: ', $text([$ret->has('nope'), $ret->has('12'), count($ret->getUniqIds())]), "\n";
$ret->data = ['a' => $of('only', '12')];
echo 'replaced: ', $text([$ret->has('only'), $ret->has(Results::ID_OF_ONE), $ret->getUniqIds()]), "\n";
$copy = clone $ret;
$copy->data = [];
echo 'a clone has its own: ', $text([$copy->has('only'), $ret->has('only')]), "\n";
$data = &$ret->data;
$data['b'] = $of('by reference');
echo 'by reference: ', $text([$ret->has('by reference'), $ret->getUniqIds()]), "\n";
$restored = unserialize(serialize($ret));
$restored->data = ['c' => $of('restored')];
echo 'restored: ', $text([$restored->has('restored'), $restored->has('only')]), "\n";
try {
    $asked()->has([]);
} catch (TypeError $error) {
    echo $error->getMessage(), "\n";
}

$reads = new Reads();
$reads->data = $asked()->data;
echo 'before: ', $text($reads->cached()), "\n";
for ($i = 0; $i < 3; $i++) {
    $reads->has('12');
}
echo 'asked ', $reads->asked, ' times, holds ', count($reads->cached()), ", isset ", $text(isset($reads->cached()[12])), "\n";
$reads->data[Results::ONE]->setUniqIds([]);
echo 'followed: ', $text([$reads->has(Results::ID_OF_ONE), $reads->has(Results::ID_OF_OTHER), $reads->asked]), "\n";

$owns = new Owns();
$owns->data = $asked()->data;
echo 'its own: ', $text([$owns->has('own'), $owns->has('7'), $owns->has('no'), $owns->has('12'), $owns->getUniqIds(), $owns->asked]), "\n";
?>
--EXPECT--
asked: [true,true,false,false]
changed within: [true,true,4]
replaced: [true,false,["only",12]]
a clone has its own: [false,true]
by reference: [true,["only",12,"by reference"]]
restored: [true,false]
NetsvrBusiness\Ret\CheckOnlineRet::has(): Argument #1 ($uniqId) must be of type string, array given
before: null
asked 3 times, holds 3, isset true
followed: [false,true,5]
its own: [true,true,false,false,["own",7,"no"],5]
