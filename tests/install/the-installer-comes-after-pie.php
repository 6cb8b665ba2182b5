<?php
/*
 * What PIE leaves when it removes the extension keeps the installer from nothing: its own ini file is replaced, and in one that
 * was there before, and has settings, the line that enables the extension is in force again.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $folder = $machine->unpack('archive');
    $etc = "/etc/php/$machine->release";
    $ini = "$machine->folder$etc/mods-available/netsvr.ini";

    file_put_contents($ini, "\n; PIE automatically added this to enable the netsvr/netsvr extension\n; priority=20\n; extension=netsvr ; removed by PIE\n");
    $machine->does("phpenmod netsvr && ./install.sh", $folder);
    $machine->pushes('after PIE');
    $machine->check(file_get_contents($ini) === file_get_contents("$machine->folder$folder/netsvr.ini"), 'PIE\'s ini file is still there');

    file_put_contents($ini, "extension=netsvr.so\nnetsvr.dns_ttl = 12\n");
    file_put_contents($ini, preg_replace('/^(extension\s*=\s*netsvr)/m', '; $1 ; removed by PIE', (string)file_get_contents($ini)));
    $machine->does('./install.sh', $folder);
    $machine->pushes('after PIE, with settings');
    $machine->same("extension=netsvr.so\nnetsvr.dns_ttl = 12\n", file_get_contents($ini), 'the ini file with settings after PIE');
    $machine->does("./install.sh uninstall && rm $etc/mods-available/netsvr.ini.saved", $folder);
};
