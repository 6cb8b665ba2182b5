<?php
/*
 * The lines of docs/install.md: tar xf … && ./install.sh. A push arrives from the command line and through php-fpm; uninstalled, nothing is left.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $machine->hand($machine->packages->archive);
    $said = $machine->documented('archive');
    $machine->contains('php --ri netsvr answers: netsvr ' . $machine->packages->version, $said, 'what the installer says in the end');
    $machine->contains("systemctl reload php$machine->release-fpm", $said, 'what the installer says of php-fpm');
    $machine->pushes('installed');
    // Once more changes nothing.
    $machine->contains('php --ri netsvr answers', $machine->does('./install.sh', '/tmp/packages'), 'what the installer says the second time');
    $machine->documented('archive removal');
    $machine->same('', $machine->does('php -r "echo phpversion(\"netsvr\");" 2>&1'), 'what PHP says after the removal');
    foreach (['cli', 'fpm'] as $sapi) {
        $machine->does("SAPIS=$sapi ./install.sh", '/tmp/packages');
        $enabled = ['cli' => $machine->does('php -m'), 'fpm' => $machine->does("php-fpm$machine->release -m")];
        foreach ($enabled as $which => $modules) {
            $machine->same($which === $sapi, str_contains($modules, 'netsvr'), "whether it is enabled for $which with SAPIS=$sapi");
        }
        $machine->does('./install.sh uninstall', '/tmp/packages');
    }
};
