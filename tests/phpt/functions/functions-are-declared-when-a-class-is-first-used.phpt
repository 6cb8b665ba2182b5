--TEST--
netsvr.functions=auto: the functions are declared when a class of the extension is first used, however it is used
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use Psr\Container\ContainerInterface;

$names = ['milliSleep', 'workerAddrConvertToHex', 'uniqIdConvertToWorkerAddrAsHex'];
$declared = static fn(): int => count(array_filter(
    $names,
    static fn(string $name): bool => function_exists("NetsvrBusiness\\$name")
));
$uses = [
    'a message' => fn() => new Netsvr\Transfer(),
    'a socket' => fn() => new Socket('', new ArrayLogger(), '127.0.0.1:6061', 1, 1),
    'the container' => fn() => Container::getInstance(),
    'another container' => fn() => Container::setInstance(new class implements ContainerInterface {
        public function get(string $id): mixed
        {
            return null;
        }

        public function has(string $id): bool
        {
            return false;
        }
    }),
    'NetBus' => function () {
        try {
            NetBus::broadcast('to nobody');
        } catch (NetsvrBusiness\Exception\ClassNotFoundException) {
        }
    },
];
foreach ($uses as $what => $use) {
    $child = pcntl_fork();
    if ($child === 0) {
        $before = $declared();
        $use();
        echo "$what: $before, then ", $declared(), "\n";
        exit(0);
    }
    pcntl_waitpid($child, $status);
}
var_dump($declared());
new Netsvr\Transfer();
var_dump((new ReflectionFunction('NetsvrBusiness\milliSleep'))->isInternal());
NetsvrBusiness\milliSleep(1);
echo NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061'), "\n";
echo NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex(uniqId: '7f00000117ad6621e43b00000001'), "\n";
try {
    NetsvrBusiness\milliSleep('long');
} catch (TypeError $error) {
    echo strstr($error->getMessage(), ', called', true), "\n";
}
?>
--EXPECT--
a message: 0, then 3
a socket: 0, then 3
the container: 0, then 3
another container: 0, then 3
NetBus: 0, then 3
int(0)
bool(false)
7f00000117ad
7f00000117ad
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
