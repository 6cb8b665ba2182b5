<?php
/*
 * A newer package, by apt and by the installer, replaces a netsvr.ini that nobody has touched, and keeps an edited one.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $ini = "/etc/php/$machine->release/mods-available/netsvr.ini";
    $setting = static fn(string $key): string => trim($machine->does("php -r 'echo ini_get(\"netsvr.$key\");'"));
    $newer = static fn(string $comment): string => "/tmp/packages/" . $machine->packages->newerDeb("$machine->folder/tmp/packages", "; $comment\n");
    $deb = $machine->hand($machine->packages->deb);

    $machine->apt('install', $deb);
    $machine->apt('install', $newer('a new text'));
    $machine->contains('; a new text', (string)file_get_contents($machine->folder . $ini), 'the ini that nobody has edited');
    $machine->does("echo 'netsvr.backoff_max_ms = 1234' >> $ini");
    $machine->apt('install', '--allow-downgrades', $deb);
    $machine->apt('install', $newer('a newer text'));
    $machine->same('1234', $setting('backoff_max_ms'), 'a setting that was edited, after a newer Debian package');
    $machine->pushes($machine->packages->newer, 'after a newer Debian package');
    $machine->apt('purge', "php$machine->release-netsvr");
    $machine->check(!file_exists($machine->folder . $ini), "$ini is there after purge");

    $machine->does('./install.sh', $machine->unpack('older'));
    $machine->does("echo 'netsvr.backoff_max_ms = 4321' >> $ini");
    $said = $machine->does('./install.sh', $machine->unpack('newer', true));
    $machine->contains("kept $ini", $said, 'what the installer says of an edited ini');
    $machine->same('4321', $setting('backoff_max_ms'), 'a setting that was edited, after a newer archive');
    $machine->pushes($machine->packages->newer, 'after a newer archive');
    $machine->does('./install.sh uninstall', '/tmp/newer');
    $machine->check(file_exists("$machine->folder$ini.saved"), 'the edited ini is not saved at the removal');
    $machine->does("rm $ini.saved");
};
