<?php
/*
 * What an installation meets on machines where somebody has been at work before: each ends with status 1 and a way out.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $folder = $machine->unpack('archive');
    $etc = "/etc/php/$machine->release";
    $fails = static function (string $what, string ...$says) use ($machine, $folder): void {
        [$status, $said] = $machine->shell('./install.sh', $folder);
        $machine->same(1, $status, "the status with $what");
        foreach ($says as $expected) {
            $machine->contains($expected, $said, $what);
        }
    };

    $machine->does("echo 'extension=netsvr.so' >$etc/cli/conf.d/99-mine.ini");
    $fails('a second line that enables it', 'netsvr is enabled more than once', "$etc/cli/conf.d/99-mine.ini, line 1", "$etc/cli/conf.d/20-netsvr.ini, line ");
    $machine->does("rm $etc/cli/conf.d/99-mine.ini && echo '; nothing' >$etc/mods-available/netsvr.ini");
    $fails('an ini without its first line', 'php --ri netsvr does not answer', 'has a line extension=netsvr.so');
    $machine->does("./install.sh uninstall && rm $etc/mods-available/netsvr.ini.saved", $folder);

    $deb = $machine->hand($machine->packages->deb);
    $machine->does("dpkg -i $deb");
    $fails('the Debian package there already', "belongs to the package php$machine->release-netsvr");
    $machine->does("dpkg --purge php$machine->release-netsvr");

    // The other way round the package takes over.
    $machine->does('./install.sh', $folder);
    $machine->does("dpkg -i $deb");
    $machine->pushes('from a package over an installation by hand');
    $machine->does("dpkg --purge php$machine->release-netsvr");
};
