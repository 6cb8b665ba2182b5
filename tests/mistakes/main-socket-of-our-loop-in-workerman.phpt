--TEST--
A main socket of the extension's own loop, and run(), in a worker of Workerman
--EXTENSIONS--
posix
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;

$gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
$business = Business::start(
    Host::Workerman5,
    [$gateway->addr()],
    mainSocket: fn(BusinessProcess $me, string $addr) => $me->mainSocket($addr, \NetsvrBusiness\Workerman\MainSocket::class),
    started: function (BusinessProcess $me): void {
        $manager = new \NetsvrBusiness\MainSocketManager();
        $manager->addSocket($me->mainSocket('127.0.0.1:6061', \NetsvrBusiness\MainSocket::class));
        foreach ([$manager->start(...), $manager->run(...)] as $call) {
            try {
                $call();
            } catch (\Error $error) {
                $me->report($error->getMessage());
            }
        }
        $me->report('done');
    }
);
$text = implode("\n", $business->until('done'));
mistake(
    fn() => $text,
    where: 'MainSocketManager::start() in a worker of Workerman',
    why: 'NetsvrBusiness\MainSocket was added: Workerman would not read it',
    change: 'takes NetsvrBusiness\Workerman\MainSocket objects',
);
mistake(
    fn() => $text,
    where: 'MainSocketManager::run()',
    why: 'would block this worker of Workerman',
    change: 'call start()',
);
$business->signal(SIGTERM);
$business->status();
?>
--EXPECT--
says where, why and what to change
says where, why and what to change
