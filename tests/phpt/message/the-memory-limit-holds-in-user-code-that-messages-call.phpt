--TEST--
The memory limit holds in user code that a message calls, in fibers beside it, as it was set last, and in the message itself
--SKIPIF--
<?php
is_readable('/proc/self/maps') || die('skip the extension that this process has is not to be found');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnInfoUpdate;
use Netsvr\Transfer;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

const MEBIBYTE = 1 << 20;

/** Names the topics from a generator. */
function topics(Closure $generator): ConnInfoUpdate
{
    return (new ConnInfoUpdate())->setNewTopics($generator());
}

function large(int $mebibytes): string
{
    return str_repeat('x', $mebibytes * MEBIBYTE);
}

if (PHP_SAPI === 'cli-server') {
    ini_set('memory_limit', '24M');
    ini_set('memory_limit', '24M');
    register_shutdown_function(static fn() => print(', then ' . strlen(large(1)) / MEBIBYTE . ' MiB at shutdown'));
    $cases = [
        '/in-a-generator' => static fn() => topics(static function () {
            yield 'one';
            yield large(100);
        }),
        '/in-a-message-in-a-generator' => static fn() => topics(static function () {
            $transfer = new Transfer(['data' => large(9)]);
            yield (string)strlen($transfer->serializeToString() . $transfer->serializeToString());
        }),
        '/beside-a-suspended-generator' => static function () {
            (new Fiber(static fn() => topics(static function () {
                yield 'one';
                Fiber::suspend();
                yield 'two';
            })))->start();
            large(100);
        },
        '/lowered-in-a-generator' => static function () {
            topics(static function () {
                yield 'one';
                ini_set('memory_limit', '8M');
                yield 'two';
            });
            large(10);
        },
        '/lifted-in-a-generator' => static function () {
            topics(static function () {
                yield 'one';
                ini_set('memory_limit', '-1');
                yield 'two';
            });
            echo strlen((new Transfer(['data' => large(20)]))->serializeToString()) > 20 * MEBIBYTE ? 'no limit' : 'short';
        },
        '/in-a-message' => static fn() => (new Transfer(['data' => large(14)]))->serializeToString(),
        '/thrown' => static function () {
            try {
                topics(static fn() => throw new LogicException('thrown'));
            } catch (LogicException) {
                large(100);
            }
        },
    ];
    $cases[$_SERVER['REQUEST_URI']]();
    return;
}

Setup::endAfter(30);
$server = new PhpServer(__FILE__);
foreach (['in-a-generator', 'in-a-message-in-a-generator', 'beside-a-suspended-generator', 'lowered-in-a-generator',
    'lifted-in-a-generator', 'in-a-message', 'thrown'] as $case) {
    $answer = $server->get("/$case");
    preg_match('~Allowed memory size of \d+|no limit~', $answer, $what);
    preg_match('~, then .*~', $answer, $then);
    echo $case, ': ', $what[0] ?? $answer, $then[0] ?? '', "\n";
}
$server->stop();
?>
--EXPECT--
in-a-generator: Allowed memory size of 25165824, then 1 MiB at shutdown
in-a-message-in-a-generator: Allowed memory size of 25165824, then 1 MiB at shutdown
beside-a-suspended-generator: Allowed memory size of 25165824, then 1 MiB at shutdown
lowered-in-a-generator: Allowed memory size of 8388608, then 1 MiB at shutdown
lifted-in-a-generator: no limit, then 1 MiB at shutdown
in-a-message: Allowed memory size of 25165824, then 1 MiB at shutdown
thrown: Allowed memory size of 25165824, then 1 MiB at shutdown
