<?php
/*
 * The lines of docs/install.md: apt install ./php8.2-netsvr_….deb. A push arrives from the command line and through php-fpm; purged, nothing is left.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $name = "php$machine->release-netsvr";
    $deb = $machine->hand($machine->packages->deb);
    $machine->contains('netsvr support', $machine->documented('deb'), 'what php --ri netsvr says');
    $machine->pushes('installed');
    // Removed and not purged, it is nowhere enabled: PHP must not look for a file that has gone.
    $machine->apt('remove', $name);
    $machine->same('', $machine->does('php -r "echo phpversion(\"netsvr\");" 2>&1'), 'what PHP says after the package has been removed');
    $machine->apt('install', $deb);
    $machine->pushes('installed again');
    $machine->documented('deb removal');
};
