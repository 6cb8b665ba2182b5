--TEST--
Answers that come too late are no proof that a gateway hangs: a small question beside the query is answered
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
// What is asked on a connection of its own is answered, whatever is asked before on another one is not.
$silent = [Step::silence()];
$small = [Faults::count(0)];
$gateway = FakeGateway::start([$silent, $silent, $small, $silent, $small, $silent, $small]);
Setup::netBusAt([$gateway->addr()], 2);
for ($i = 1; $i <= 4; $i++) {
    try {
        NetBus::uniqIdList();
        echo "$i: answered\n";
    } catch (SocketReceiveException $thrown) {
        $why = $thrown->getPrevious()->getMessage();
        echo "$i: ", str_contains($why, 'reading took longer than') ? 'asked' : $why, "\n";
    }
}
foreach ($gateway->frames(7) as $frame) {
    echo $frame['connection'], ' ', $frame['cmd'] === Faults::UNIQ_ID_COUNT ? 'small' : 'large', "\n";
}
?>
--EXPECT--
1: asked
2: asked
3: asked
4: asked
0 large
1 large
2 small
3 large
4 small
5 large
6 small
