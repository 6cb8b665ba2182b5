<?php
/*
 * A newer netsvr.so under a php-fpm that serves requests, and back to the older one; by the installer and by dpkg. A reload
 * brings the other build into all processes; no request fails, and each message arrives once.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    [$older, $newer] = [$machine->packages->version, $machine->packages->newer];
    $machine->unpack('older');
    $machine->unpack('newer', true);
    $deb = $machine->hand($machine->packages->deb);
    $newerDeb = '/tmp/packages/' . $machine->packages->newerDeb("$machine->folder/tmp/packages");
    $ways = [
        'the installer' => ['/tmp/older/install.sh', '/tmp/newer/install.sh', '/tmp/older/install.sh uninstall'],
        'dpkg' => ["dpkg -i $deb", "dpkg -i $newerDeb", "dpkg --purge php$machine->release-netsvr"],
    ];
    foreach ($ways as $way => [$installOlder, $installNewer, $remove]) {
        $machine->does($installOlder);
        $fpm = $machine->fpm();
        $machine->same($older, $machine->version(), "the version before, by $way");
        $load = $machine->load(4);
        foreach ([[$installNewer, $older, $newer], [$installOlder, $newer, $older], [$installNewer, $older, $newer]] as [$install, $before, $after]) {
            $load->drain(0.3);
            $machine->does($install);
            $load->drain(0.3);
            $machine->same($before, $machine->version(), "the version of processes that go on, by $way");
            $fpm->signal('USR2');
            for ($deadline = microtime(true) + 20; $machine->version() !== $after && microtime(true) < $deadline;) {
                $load->drain(0.05);
            }
            $machine->same($after, $machine->version(), "the version after a reload, by $way");
            foreach ($fpm->children() as $child) {
                $machine->check($fpm::hasInstalledFile($child), "a process of php-fpm still has the old file after a reload, by $way");
            }
        }
        $load->drain(0.3);
        [$sent, $versions, $problems] = $load->stop();
        array_push($machine->problems, ...$problems);
        $machine->check($sent > 100, "$sent requests by $way: too few to say anything");
        foreach ([$older, $newer] as $version) {
            $machine->check(($versions[$version] ?? 0) > 0, "no request of the load was answered by $version, by $way");
        }
        $fpm->stop();
        $machine->does($remove);
    }
};
