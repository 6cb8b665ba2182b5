--TEST--
Lists, ids and data that lie behind references are sent as they were, whatever user code sets there meanwhile
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

/** Runs a closure when it is made a string, or asked for a socket. */
final class Meddler extends TaskSocketManger
{
    public ?Closure $meddle = null;

    public function __toString(): string
    {
        ($this->meddle)();
        return 'meddler';
    }

    public function getSocket(string $workerAddrAsHex): ?TaskSocketInterface
    {
        $this->meddle && ($this->meddle)();
        return parent::getSocket($workerAddrAsHex);
    }
}

/** Lets go of what is there, and takes the memory that becomes free for something else. */
function overwriting(mixed &$what): Closure
{
    return static function () use (&$what): void {
        $what = null;
        for ($i = 0; $i < 3000; $i++) {
            $GLOBALS['junk'][] = [str_repeat('#', $i % 300), $i];
        }
    };
}

function texts(string $what): array
{
    return array_map(static fn(int $i): string => $what . $i . str_repeat('+', $i), range(0, 199));
}

$gateways = [FakeGateway::start(), FakeGateway::start()];
$manager = new Meddler();
foreach ($gateways as $gateway) {
    $manager->addSocket(Setup::taskSocket($gateway->addr(), $logger ??= new ArrayLogger()));
}
Setup::bind($manager);

foreach (['topics', 'data'] as $meddled) {
    $topics = texts('topic');
    $data = texts('data');
    $$meddled[3] = new Meddler();
    $$meddled[3]->meddle = overwriting($$meddled);
    $params = ['topics' => &$topics, 'data' => &$data];
    NetBus::topicPublishBulk($params);
    unset($topics, $data, $params);
}

$uniqId = $gateways[0]->uniqId() . str_repeat('u', 30);
$manager->meddle = overwriting($uniqId);
NetBus::multicast([&$uniqId], 'to one behind a reference');

$data = str_repeat('d', 40);
$manager->meddle = overwriting($data);
NetBus::singleCastBulk([$gateways[0]->uniqId() => &$data]);

$update = (new Netsvr\ConnInfoUpdate())->setUniqId(str_repeat('g', 30));
$manager->meddle = static fn() => [$update->setUniqId(''), overwriting($nothing)()];
$logger->take();
NetBus::connInfoUpdate($update);
echo $logger->take()[0], "\n";

foreach ($gateways[0]->frames(4) as ['cmd' => $command, 'body' => $body]) {
    echo $command, ': ', strlen($body), ' bytes, ', str_contains($body, '###') ? 'NOT its own' : 'its own', "\n";
}
?>
--EXPECT--
warning test connInfoUpdate: 1 of 1 uniqIds belong to no configured gateway and were skipped: gggggggggggggggggggggggggggggg
900002014: 43537 bytes, its own
900002014: 43538 bytes, its own
900002004: 87 bytes, its own
900002007: 72 bytes, its own
