<?php
/*
 * Makes, fills, parses, serialises and frees messages over and over; the process must not grow by it:
 *
 *     php -n -d extension=/path/to/libnetsvr.so tests/fuzz/memory.php [ROUNDS]
 *
 * 1000000 rounds by default. The first tenth is left out of the comparison: until then the process takes what it
 * keeps. Exit status 1: PHP's memory in use grew at all, or the resident memory by more than a MiB.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz;

use Netsvr\ConnInfoResp;
use Netsvr\ConnInfoUpdate;
use Netsvr\Transfer;

function one(string $transfer, string $infos, string $broken): void
{
    $message = new Transfer();
    $message->mergeFromString($transfer);
    $again = new Transfer(['uniqId' => $message->getUniqId(), 'topics' => $message->getTopics()]);
    $again->setData($message->getData());
    $again->mergeFromJsonString($message->serializeToJsonString());
    $again->serializeToString();
    $update = (new ConnInfoUpdate())->setUniqId('7f00000117ad')->setNewSession('s')->setNewTopics(['a', 'b']);
    $update->serializeToString();
    $answer = new ConnInfoResp();
    $answer->mergeFromString($infos);
    foreach ($answer->getItems() as $item) {
        $item->getTopics()[] = 'more';
    }
    $copy = clone $answer;
    $copy->mergeFrom($answer);
    $copy->mergeFromJsonString($answer->serializeToJsonString());
    foreach (['mergeFromString', 'mergeFromJsonString'] as $method) {
        try {
            $copy->$method($method === 'mergeFromString' ? $broken : '{"items":{"x":{"topics":["a",null]}}}');
            throw new \LogicException("$method took what is broken");
        } catch (\NetsvrBusiness\Exception\DecodeException) {
        }
    }
    $copy->clear();
}

/** @return array{int, int} bytes in use by PHP, resident KiB */
function memory(): array
{
    gc_collect_cycles();
    return [memory_get_usage(), (int)explode(' ', (string)file_get_contents('/proc/self/statm'))[1] * 4];
}

$rounds = max(10, (int)($argv[1] ?? 1000000));
$transfer = (new Transfer(['uniqId' => 'u', 'topics' => ['a', 'b', 'c'], 'data' => str_repeat('x', 1024)]))
    ->serializeToString() . hex2bin('f23f03616263');
$infos = (new ConnInfoResp(['items' => ['a' => ['session' => 's', 'topics' => ['t']], '7' => []]]))
    ->serializeToString();
$broken = $infos . "\x0a\x09\x0a";
$before = memory();
for ($round = 0; $round < $rounds; $round++) {
    if ($round === intdiv($rounds, 10)) {
        $before = memory();
    }
    one($transfer, $infos, $broken);
}
$after = memory();
[$used, $resident] = [$after[0] - $before[0], $after[1] - $before[1]];
printf("%d rounds: memory in use grew by %d bytes, resident memory by %d KiB\n", $rounds, $used, $resident);
$flat = $used <= 0 && $resident <= 1024;
echo $flat ? "flat\n" : "not flat\n";
exit($flat ? 0 : 1);
