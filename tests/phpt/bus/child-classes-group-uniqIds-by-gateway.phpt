--TEST--
getUniqIdsGroupByWorkerAddrAsHex() gives child classes the uniqIds of each gateway, many of them in a time in proportion
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\ProcessorTime;

final class Grouping extends NetBus
{
    public static function of(array $uniqIds): array
    {
        return self::getUniqIdsGroupByWorkerAddrAsHex($uniqIds);
    }
}

var_dump(Grouping::of([]));
echo json_encode(Grouping::of(['0a00000117ad-1', '100000011770-2', 'short', '0a00000117ad-3', 1])), "\n";
for ($i = 0; $i < 100_000; $i++) {
    $uniqIds[] = sprintf('7f00000117ad6621e43b%08x', $i);
}
$took = static function (array $uniqIds, ?array &$groups): float {
    return ProcessorTime::taken(static function () use ($uniqIds, &$groups): void {
        $groups = Grouping::of($uniqIds);
    });
};
$few = $took(array_slice($uniqIds, 0, 10_000), $groups);
$many = $took($uniqIds, $groups);
var_dump($groups === ['7f00000117ad' => $uniqIds]);
echo $many < 0.2 + 30 * $few ? 'in proportion' : sprintf('%.1f s, after %.2f s for a tenth', $many, $few), "\n";
--EXPECT--
array(0) {
}
{"0a00000117ad":["0a00000117ad-1","0a00000117ad-3"],"100000011770":["100000011770-2"],"short":["short"],"1":[1]}
bool(true)
in proportion
