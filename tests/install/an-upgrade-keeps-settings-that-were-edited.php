<?php
/*
 * A newer package, by apt and by the installer, replaces a netsvr.ini that nobody has touched, and keeps an edited one.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;
use NetsvrTests\Install\Packages;

return static function (Machine $machine): void {
    $ini = "/etc/php/$machine->release/mods-available/netsvr.ini";
    $setting = static fn(string $key): string => trim($machine->does("php -r 'echo ini_get(\"netsvr.$key\");'"));
    $newer = static fn(string $comment): string => "/tmp/packages/" . $machine->packages->newerDeb("$machine->folder/tmp/packages", "; $comment\n");
    $so = $machine->folder . $machine->extensionDir() . '/netsvr.so';
    $deb = $machine->hand($machine->packages->deb);

    $machine->does("dpkg -i $deb");
    $machine->does('dpkg -i ' . $newer('a new text'));
    $machine->check(Packages::isNewer($so), 'the newer Debian package has not brought its file');
    $machine->contains('; a new text', (string)file_get_contents($machine->folder . $ini), 'the ini that nobody has edited');
    $machine->does("echo 'netsvr.backoff_max_ms = 1234' >> $ini");
    $machine->does("dpkg -i $deb");
    $machine->check(!Packages::isNewer($so), 'the older Debian package has not brought its file back');
    $machine->does('dpkg -i ' . $newer('a newer text'));
    $machine->same('1234', $setting('backoff_max_ms'), 'a setting that was edited, after a newer Debian package');
    $machine->pushes('after a newer Debian package');
    $machine->does("dpkg --purge php$machine->release-netsvr");
    $machine->check(!file_exists($machine->folder . $ini), "$ini is there after purge");

    $machine->does('./install.sh', $machine->unpack('older'));
    $machine->does("echo 'netsvr.backoff_max_ms = 4321' >> $ini");
    $said = $machine->does('./install.sh', $machine->unpack('newer', true));
    $machine->contains("kept $ini", $said, 'what the installer says of an edited ini');
    $machine->check(Packages::isNewer($so), 'the newer archive has not brought its file');
    $machine->same('4321', $setting('backoff_max_ms'), 'a setting that was edited, after a newer archive');
    $machine->pushes('after a newer archive');
    $machine->does('./install.sh uninstall', '/tmp/newer');
    $machine->check(file_exists("$machine->folder$ini.saved"), 'the edited ini is not saved at the removal');
    $machine->does("rm $ini.saved");
};
