--TEST--
NetBus queries: all gateways are asked before the first answer is awaited
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Scene;

// Each answer is held back for 1.5 s: one after the other they would take 3 s.
Scene::on(2, function (Scene $scene): void {
    $start = hrtime(true);
    $scene->printEach('uniqIdCount', NetBus::uniqIdCount());
    $seconds = (hrtime(true) - $start) / 1e9;
    echo $seconds < 2.7 ? "at once\n" : sprintf("%.1f s\n", $seconds);
    $start = hrtime(true);
    $scene->print('checkOnline', NetBus::checkOnline([$scene->dan->uniqId, $scene->ann->uniqId]));
    $seconds = (hrtime(true) - $start) / 1e9;
    echo $seconds < 2.7 ? "at once\n" : sprintf("%.1f s\n", $seconds);
}, '--delay-ms=1500');
--EXPECT--
two gateways
  uniqIdCount:
    {"workerAddr":"gateway 1","count":2}
    {"workerAddr":"gateway 2","count":2}
at once
  checkOnline: ["dan","ann"]
at once
