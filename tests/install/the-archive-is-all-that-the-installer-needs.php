<?php
/*
 * tar xzf … && ./install.sh: a push arrives from the command line and through php-fpm; uninstalled, nothing is left.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $archive = $machine->hand($machine->packages->archive);
    $said = $machine->does("tar xzf $archive && ./install.sh", '/root');
    $machine->contains('php --ri netsvr answers: netsvr ' . $machine->packages->version, $said, 'what the installer ends with');
    $machine->contains("systemctl reload php$machine->release-fpm", $said, 'what the installer says of php-fpm');
    $machine->pushes($machine->packages->version, 'installed');
    // Once more changes nothing, and says nothing else.
    $machine->same($said, $machine->does('./install.sh', '/root'), 'what the installer says the second time');
    $machine->does('./install.sh uninstall', '/root');
    $machine->same('', $machine->does('php -r "echo phpversion(\"netsvr\");" 2>&1'), 'what PHP says after the removal');
    foreach (['cli', 'fpm'] as $sapi) {
        $machine->does("SAPIS=$sapi ./install.sh", '/root');
        $enabled = ['cli' => $machine->does('php -m'), 'fpm' => $machine->does("php-fpm$machine->release -m")];
        foreach ($enabled as $which => $modules) {
            $machine->same($which === $sapi, str_contains($modules, 'netsvr'), "whether it is enabled for $which with SAPIS=$sapi");
        }
        $machine->does('./install.sh uninstall', '/root');
    }
};
