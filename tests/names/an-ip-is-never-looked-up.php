<?php
/*
 * Worker addresses that are IPs: no thread is started, nothing is asked, nobody waits.
 */
declare(strict_types=1);

namespace NetsvrTests\Names;

use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

return static function (Run $run): void {
    $gateways = [DevGate::start(), DevGate::start()];
    for ($round = 0; $round < 3; $round++) {
        Setup::netBus(...$gateways);
        $run->same([0, 0], array_column(NetBus::uniqIdCount(), 'count'), 'clients');
        NetBus::broadcast('x');
    }
    \NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061');
    $run->same(0, Run::threads(), 'threads that look names up');

    $run->same('7f0000010001', \NetsvrBusiness\workerAddrConvertToHex('localhost:1'), 'the key of a name');
    $run->same(1, Run::threads(), 'threads that look names up once there is a name');
};
