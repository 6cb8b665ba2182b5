<?php
/*
 * A newer netsvr.so under a php-fpm that serves requests, and back to the older one; by the installer and by dpkg. A reload
 * brings the other build into all processes; no request fails, and each message arrives once.
 */
declare(strict_types=1);

use NetsvrTests\Install\Inside;
use NetsvrTests\Install\Machine;
use NetsvrTests\Install\Packages;

return static function (Machine $machine): void {
    $so = $machine->folder . $machine->extensionDir() . '/netsvr.so';
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
        $load = $machine->load(4);
        foreach ([$installNewer, $installOlder, $installNewer] as $install) {
            $load->drain(0.3);
            $machine->same('installed', $machine->answeredBy(), "the file of a process before, by $way");
            $machine->does($install);
            $machine->same($install === $installNewer, Packages::isNewer($so), "whether the newer file is installed, by $way");
            $load->drain(0.3);
            $machine->same('replaced', $machine->answeredBy(), "the file of a process that goes on, by $way");
            $fpm->signal('USR2');
            for ($deadline = microtime(true) + 20; $machine->answeredBy() !== 'installed' && microtime(true) < $deadline;) {
                $load->drain(0.05);
            }
            foreach ($fpm->children() as $child) {
                $machine->check(Inside::hasInstalledFile($child), "a process of php-fpm still has the old file after a reload, by $way");
            }
        }
        $load->drain(0.3);
        [$sent, $files, $problems] = $load->stop();
        array_push($machine->problems, ...$problems);
        $machine->check($sent > 100, "$sent requests by $way: too few to say anything");
        foreach (['installed', 'replaced'] as $file) {
            $machine->check(($files[$file] ?? 0) > 0, "no request of the load was answered by a process whose file was $file, by $way");
        }
        $fpm->stop();
        $machine->does($remove);
    }
};
