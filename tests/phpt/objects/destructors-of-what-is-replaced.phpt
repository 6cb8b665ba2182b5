--TEST--
An object that goes because another one takes its place finds that one there: its destructor may throw, put a third one there, or end the request, which leaves nothing behind
--SKIPIF--
<?php
is_readable('/proc/self/maps') || die('skip the extension that this process has is not to be found');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\MapField;
use Netsvr\RepeatedField;
use NetsvrBusiness\Container;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;
use function NetsvrTests\Support\requirePsr;

/** The numbers of two types of fields. */
const INT32 = 5;
const MESSAGE = 11;
const REQUESTS = 30;
const ADDRESS = '127.0.0.1:1';
const KEY = '7f0000010001';

requirePsr();

final class AtEnd
{
    public static ?Closure $act = null;

    public static function run(): void
    {
        $act = self::$act;
        self::$act = null;
        $act === null || $act();
    }
}

final class Bound
{
    public function __destruct()
    {
        AtEnd::run();
    }
}

final class ManagedSocket extends TaskSocket
{
    public function __construct()
    {
        parent::__construct('', new Psr\Log\NullLogger(), ADDRESS, 1, 1, 1);
    }

    public function __destruct()
    {
        AtEnd::run();
    }
}

final class Item extends Netsvr\MetricsRespItem
{
    public function __destruct()
    {
        AtEnd::run();
    }
}

/** @return array<string, array{Closure(): object, Closure(object): mixed, Closure(): ?object}> make, put, get */
function places(): array
{
    $container = new Container();
    $manager = new TaskSocketManger();
    $list = new RepeatedField(MESSAGE, Netsvr\MetricsRespItem::class);
    $map = new MapField(INT32, MESSAGE, Netsvr\MetricsRespItem::class);
    $put = static fn(object $into): Closure => static function (object $item) use ($into): void {
        $into instanceof RepeatedField && count($into) === 0 ? $into[] = $item : $into[0] = $item;
    };
    $response = new Netsvr\MetricsResp();
    return [
        'Container' => [
            static fn() => new Bound(),
            static fn(object $it) => $container->bind('it', $it),
            static fn() => $container->get('it'),
        ],
        'TaskSocketManger' => [
            static fn() => new ManagedSocket(),
            static fn(object $it) => $manager->addSocket($it),
            static fn() => $manager->getSocket(KEY),
        ],
        'RepeatedField' => [static fn() => new Item(), $put($list), static fn() => $list[0]],
        'MapField' => [static fn() => new Item(), $put($map), static fn() => $map[0]],
        'MetricsResp' => [
            static fn() => new Item(),
            static fn(object $it) => $response->setItems([1 => $it]),
            static fn() => $response->getItems()[1],
        ],
    ];
}

if (PHP_SAPI === 'cli-server') {
    ini_set('memory_limit', '16M');
    [$make, $put] = places()[$_GET['place']];
    $put($make());
    AtEnd::$act = match ($_GET['end']) {
        'error' => static fn() => trigger_error('the request ends here', E_USER_ERROR),
        'memory' => static function (): void {
            for ($all = []; ; ) {
                $all[] = str_repeat('x', 1 << 16);
            }
        },
    };
    $put($make());
    echo 'it has not ended';
    return;
}

Setup::endAfter(60);
$server = new PhpServer(__FILE__);
foreach (places() as $place => [$make, $put, $get]) {
    AtEnd::$act = null;
    $put($make());
    $new = $make();
    AtEnd::$act = static function () use ($get, $new): void {
        throw new LogicException($get() === $new ? 'the new one is there' : 'the new one is not there');
    };
    try {
        $put($new);
        echo "$place: nothing thrown\n";
    } catch (LogicException $thrown) {
        echo "$place: {$thrown->getMessage()}";
    }
    // the exception's trace holds the new one, too
    unset($new, $thrown);
    [$second, $third] = [$make(), $make()];
    AtEnd::$act = static fn() => $put($third);
    $put($second);
    echo ', then ', $get() === $third ? 'the third one' : 'another one', "\n";
    unset($second, $third);
    foreach (['error' => 'the request ends here', 'memory' => 'Allowed memory size of'] as $end => $text) {
        $path = "/?place=$place&end=$end";
        $answer = $server->get($path);
        str_contains($answer, $text) && !str_contains($answer, 'has not ended') || print("$place, $end: $answer\n");
        $growth = $server->growth($path, REQUESTS);
        $growth < 4 || print("$place, $end: grew by $growth MiB\n");
    }
}
$server->stop();
?>
--EXPECT--
Container: the new one is there, then the third one
TaskSocketManger: the new one is there, then the third one
RepeatedField: the new one is there, then the third one
MapField: the new one is there, then the third one
MetricsResp: the new one is there, then the third one
