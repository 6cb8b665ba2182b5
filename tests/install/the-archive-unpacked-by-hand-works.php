<?php
/*
 * The two files of the archive, copied to where PHP looks for them: a push arrives from the command line and through php-fpm.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    $folder = $machine->unpack('archive');
    $machine->does('cp netsvr.so "$(php -r "echo PHP_EXTENSION_DIR;")"/', $folder);
    foreach (['cli', 'fpm'] as $sapi) {
        $machine->does("cp netsvr.ini /etc/php/$machine->release/$sapi/conf.d/20-netsvr.ini", $folder);
    }
    $machine->pushes($machine->packages->version, 'copied');
    $machine->does('rm "$(php -n -r "echo PHP_EXTENSION_DIR;")"/netsvr.so ' . "/etc/php/$machine->release/*/conf.d/20-netsvr.ini");
};
