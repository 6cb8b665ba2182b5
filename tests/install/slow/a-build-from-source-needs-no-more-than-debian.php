<?php
/*
 * The lines of docs/install.md in a Debian with nothing else: make deps brings Debian's own cargo, the build succeeds, and a
 * push arrives. Crates are fetched as out here.
 */
declare(strict_types=1);

use NetsvrTests\Install\Commands;
use NetsvrTests\Install\Machine;

return static function (Machine $machine): void {
    pcntl_alarm(3600);
    $root = dirname(__DIR__, 3);
    // What is committed, without what has been built.
    Commands::must(['git', 'clone', '--quiet', '--no-local', $root, "$machine->folder/tmp/packages"]);
    foreach (['config.toml', 'config'] as $file) {
        $home = (string)(getenv('CARGO_HOME') ?: getenv('HOME') . '/.cargo');
        @mkdir("$machine->folder/root/.cargo");
        is_file("$home/$file") && copy("$home/$file", "$machine->folder/root/.cargo/$file");
    }
    $certificates = '/etc/ssl/certs/ca-certificates.crt';
    is_dir("$machine->folder/etc/ssl/certs") || mkdir("$machine->folder/etc/ssl/certs", 0755, true);
    is_file($machine->folder . $certificates) || copy($certificates, $machine->folder . $certificates);
    $said = $machine->documented('source');
    $machine->contains('netsvr support', $said, 'what php --ri netsvr says');
    $machine->check(str_contains($machine->does('cargo --version'), 'cargo '), 'there is no cargo of Debian');
    // The gateway has given up a client that has said nothing for so long.
    $machine->beginTest();
    $machine->pushes('built from source');
    $machine->does('make uninstall', '/tmp/packages');
    // All that has been installed for the build stays.
    $machine->forget();
};
