--TEST--
Whoever takes the registration of a main socket and has never answered anything: what to check is said
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;
use NetsvrTests\Support\BusinessProcess;

Setup::endAfter(50);
Host::each(function (Host $host): void {
    $web = FakeGateway::start([[Step::raw("HTTP/1.1 400 Bad Request\r\n\r\n")->thenClose()]]);
    $business = Business::start($host, [$web->addr()], started: static function (BusinessProcess $me): void {
        $me->report('started');
    });
    $reports = [];
    while (!in_array('started', $reports, true) && ($report = $business->next()) !== null) {
        $reports[] = $report;
    }
    $told = preg_grep('~register to the gateway failed.*nothing has ever~s', $reports);
    echo count($told) === 1 ? "  told once\n" : '  TOLD ' . count($told) . " TIMES\n" . implode("\n", $reports) . "\n";
    $business->signal(SIGTERM);
    $business->status();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  told once
