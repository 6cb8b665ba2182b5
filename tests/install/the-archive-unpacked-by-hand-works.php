<?php
/*
 * The lines of docs/install.md that copy the two files of the archive to where PHP looks for them. A push arrives from the
 * command line and through php-fpm.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $machine->hand($machine->packages->archive);
    $machine->documented('by hand');
    $machine->pushes('copied');
    $machine->does('rm "$(php -n -r "echo PHP_EXTENSION_DIR;")"/netsvr.so ' . "/etc/php/$machine->release/*/conf.d/20-netsvr.ini");
};
