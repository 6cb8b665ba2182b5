--TEST--
API 8: json_encode() of a result gives the rows of toArray(), within other values, too
--INI--
netsvr.api=8
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Results;

Results::bind();
foreach (Results::queries() as $name => $ask) {
    [$unread, $read, $within] = [$ask(), $ask(), $ask()];
    $read->data;
    $rows = json_encode($ask()->toArray());
    $same = [json_encode($unread), json_encode($read), json_encode(['a' => $within]), json_encode($ask()->jsonSerialize())];
    if ($same !== [$rows, $rows, "{\"a\":$rows}", $rows] || !$unread instanceof JsonSerializable) {
        echo "$name: ", implode("\n  ", $same), "\n";
    }
}
echo json_encode(new NetsvrBusiness\Ret\UniqIdListRet()), "\n";
?>
--EXPECT--
[]
