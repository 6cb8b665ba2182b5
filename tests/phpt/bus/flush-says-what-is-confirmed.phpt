--TEST--
flush(): each gateway has carried out what was sent before, or its frames are unconfirmed, and why
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(60);
$show = static function (string $title, array $result, array $names): void {
    echo "$title\n";
    foreach ($result as $entry) {
        echo '  ', $names[$entry['workerAddr']], ": $entry[confirmed] confirmed, $entry[unconfirmed] not",
            $entry['acceptedOnly'] ? ', accepted only' : '', $entry['problem'] === null ? '' : ", $entry[problem]", "\n";
    }
};

$one = DevGate::start();
$two = DevGate::start();
$client = $one->client();
$names = [$one->workerAddr => 'one', $two->workerAddr => 'two'];
Setup::netBusAt(array_keys($names), 1);
$show('nothing was sent', NetBus::flush(), $names);
for ($i = 0; $i < 500; $i++) {
    NetBus::broadcast("message $i");
}
NetBus::singleCast($client->uniqId, 'the last one');
$show('much was sent', NetBus::flush(), $names);
echo 'all of it is there: ', count($client->receiveAll(atLeast: 501)), "\n";
$show('nothing more', NetBus::flush(2.5), $names);
NetBus::broadcast('answered by a query');
NetBus::uniqIdCount();
$show('a query has confirmed it', NetBus::flush(), $names);
NetBus::broadcast('to one that goes');
$two->kill();
$result = NetBus::flush();
$show('one is gone', array_map(static fn(array $it): array => ['problem' => $it['problem'] === null ? null : 'why'] + $it, $result), $names);
$show('it is told once', NetBus::flush(), $names);

$silent = FakeGateway::start([[Step::silence(), Step::silence()]]);
$names = [$silent->addr() => 'silent'];
$logger = Setup::netBusAt([$silent->addr()], 5);
NetBus::broadcast('x');
$start = microtime(true);
$result = NetBus::flush(0.2);
echo microtime(true) - $start < 3 ? "in time\n" : "LATE\n";
$show('no answer', array_map(static fn(array $it): array => ['problem' => str_contains((string)$it['problem'], 'reading took longer than 200ms') ? 'no time left' : $it['problem']] + $it, $result), $names);

$script = FakeGateway::start([[Step::silence(), Faults::count(0)]]);
$names = [$script->addr() => 'one'];
Setup::netBusAt([$script->addr()], 1);
NetBus::broadcast('by a socket that goes');
Setup::bind(new stdClass());
Setup::netBusAt([$script->addr()], 1);
$show('a parked connection', NetBus::flush(), $names);

/** Sends in its own way. */
final class Own extends NetsvrBusiness\TaskSocket
{
    public function send(string $data): bool
    {
        return parent::send($data);
    }
}
$names = [$one->workerAddr => 'one'];
$manager = new NetsvrBusiness\TaskSocketManger();
$manager->addSocket(new Own('', $logger, $one->workerAddr, 5, 5, 100));
Setup::bind($manager);
NetBus::broadcast('in its own way');
$show('a user class', NetBus::flush(), $names);

foreach ([-1.0, NAN, 1e9, 'soon'] as $timeout) {
    try {
        NetBus::flush($timeout);
    } catch (ValueError | TypeError $thrown) {
        echo get_class($thrown), ': ', $thrown->getMessage(), "\n";
    }
}
?>
--EXPECT--
nothing was sent
  one: 0 confirmed, 0 not
  two: 0 confirmed, 0 not
much was sent
  one: 501 confirmed, 0 not
  two: 500 confirmed, 0 not
all of it is there: 501
nothing more
  one: 0 confirmed, 0 not
  two: 0 confirmed, 0 not
a query has confirmed it
  one: 0 confirmed, 0 not
  two: 0 confirmed, 0 not
one is gone
  one: 1 confirmed, 0 not
  two: 0 confirmed, 1 not, why
it is told once
  one: 0 confirmed, 0 not
  two: 0 confirmed, 0 not
in time
no answer
  silent: 0 confirmed, 1 not, no time left
a parked connection
  one: 1 confirmed, 0 not
a user class
  one: 0 confirmed, 1 not, Own sends in its own way
ValueError: NetsvrBusiness\NetBus::flush(): Argument #1 ($timeout) must be between 0 and 86400 seconds
ValueError: NetsvrBusiness\NetBus::flush(): Argument #1 ($timeout) must be between 0 and 86400 seconds
ValueError: NetsvrBusiness\NetBus::flush(): Argument #1 ($timeout) must be between 0 and 86400 seconds
TypeError: NetsvrBusiness\NetBus::flush(): Argument #1 ($timeout) must be of type float|null, string given
