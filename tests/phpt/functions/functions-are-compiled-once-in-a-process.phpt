--TEST--
netsvr.functions=auto: a process compiles the functions once; each request has them to its end, and no longer
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

Setup::endAfter(60);
$folder = sys_get_temp_dir() . '/netsvr-functions-' . bin2hex(random_bytes(6));
mkdir($folder);
file_put_contents("$folder/own.php", <<<'PHP'
    <?php
    namespace NetsvrBusiness;
    function uniqIdConvertToWorkerAddrAsHex(string $uniqId): string {
        $many = [$a = 1, $b = 2, $c = 3, $d = 4, $e = 5, $f = 6, $g = 7, $h = 8];
        return "the application's, " . array_sum($many);
    }
    PHP);
file_put_contents("$folder/guarded.php", <<<'PHP'
    <?php
    namespace NetsvrBusiness;
    if (!function_exists('NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex')) {
        function uniqIdConvertToWorkerAddrAsHex(string $uniqId): string {
            return 'guarded';
        }
    }
    PHP);
// Names are looked up when this is compiled, and when it runs.
file_put_contents("$folder/calls.php", <<<'PHP'
    <?php
    namespace NetsvrBusiness;
    use function NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex as imported;
    const ID = '7f00000117ad6621e43b00000001';
    return static function (): array {
        $name = 'NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex';
        return [
            uniqIdConvertToWorkerAddrAsHex(ID),
            \NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex(uniqId: ID),
            imported(ID),
            $name(ID),
            uniqIdConvertToWorkerAddrAsHex(...)(ID),
            \Closure::fromCallable($name)(ID),
            \call_user_func_array($name, ['uniqId' => ID]),
            \array_map($name, [ID])[0],
            (new \ReflectionFunction($name))->invoke(ID),
        ];
    };
    PHP);
file_put_contents("$folder/request.php", <<<'PHP'
    <?php
    [$first, $then] = [...explode('/', trim($_SERVER['REQUEST_URI'], '/')), ''];
    final class AtTheEnd
    {
        public function __destruct()
        {
            echo 'in a destructor: ', NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061'), "\n";
        }
    }
    if ($first === 'own') {
        require __DIR__ . '/own.php';
    }
    if ($first === 'nothing') {
        $all = get_defined_functions();
        exit(implode(', ', preg_grep('~^netsvr~', [...$all['user'], ...$all['internal']])) . "nothing\n");
    }
    memory_reset_peak_usage();
    $before = memory_get_usage();
    new Netsvr\Transfer();
    // PHP's compiler takes 32 KB and more for a while.
    echo memory_get_peak_usage() - $before > 16384 ? "compiled\n" : '';
    if ($then === 'guarded' || $then === 'own') {
        require __DIR__ . "/$then.php";
    }
    echo implode(', ', array_unique((require __DIR__ . '/calls.php')())), "\n";
    try {
        NetsvrBusiness\milliSleep('long');
    } catch (TypeError $error) {
        echo strstr($error->getMessage(), ', called', true), "\n";
    }
    echo (new ReflectionFunction('NetsvrBusiness\milliSleep'))->isUserDefined() ? '' : "not a function of PHP code\n";
    $kept = new AtTheEnd();
    register_shutdown_function(static function (): void {
        echo 'at shutdown: ', NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061'), "\n";
    });
    match ($then) {
        'exit' => exit(),
        'throw' => throw new LogicException('thrown'),
        'memory' => str_repeat('x', 1 << 40),
        default => null,
    };
    PHP);
$server = new PhpServer("$folder/request.php");
$requests = ['nothing', 'use', 'use', 'nothing', 'own', 'use/guarded', 'use/own', 'use/exit', 'use/throw', 'use/memory', 'nothing', 'use'];
foreach ($requests as $request) {
    $said = preg_replace(['~ in /.*|(?<=exhausted) .*~', '~^(?:Stack trace:|#.*| +thrown)?\n~m'], '', $server->get("/$request"));
    // 8.4 has one word more than 8.2
    $said = str_replace('Cannot redeclare function ', 'Cannot redeclare ', $said);
    echo "-- $request\n", rtrim($said), "\n";
}
echo preg_match('~^.*(?:leak|Freeing).*$~mi', $server->said(), $leaks) ? $leaks[0] : '';
$server->stop();
array_map(unlink(...), glob("$folder/*"));
rmdir($folder);
?>
--EXPECT--
-- nothing
nothing
-- use
compiled
7f00000117ad
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
at shutdown: 7f00000117ad
in a destructor: 7f00000117ad
-- use
7f00000117ad
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
at shutdown: 7f00000117ad
in a destructor: 7f00000117ad
-- nothing
nothing
-- own
the application's, 36
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
at shutdown: 7f00000117ad
in a destructor: 7f00000117ad
-- use/guarded
7f00000117ad
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
at shutdown: 7f00000117ad
in a destructor: 7f00000117ad
-- use/own
Fatal error: Cannot redeclare NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex() (previously declared in netsvr:1)
-- use/exit
7f00000117ad
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
at shutdown: 7f00000117ad
in a destructor: 7f00000117ad
-- use/throw
7f00000117ad
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
Fatal error: Uncaught LogicException: thrown
at shutdown: 7f00000117ad
in a destructor: 7f00000117ad
-- use/memory
7f00000117ad
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
Fatal error: Allowed memory size of 134217728 bytes exhausted
at shutdown: 7f00000117ad
-- nothing
nothing
-- use
7f00000117ad
NetsvrBusiness\milliSleep(): Argument #1 ($millisecond) must be of type int, string given
at shutdown: 7f00000117ad
in a destructor: 7f00000117ad
