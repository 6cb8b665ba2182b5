<?php
/*
 * The packages of another PHP, a file that is cut off, a folder of another owner: one sentence, and nothing has changed.
 */
declare(strict_types=1);

use NetsvrTests\Install\Machine;
use NetsvrTests\Install\Snapshot;

return static function (Machine $machine): void {
    $before = Snapshot::of($machine->folder);
    $refused = static function (string $what, string $command, string ...$says) use ($machine, $before): void {
        [$status, $said] = $machine->shell($command);
        $machine->check($status !== 0, "$what was taken: $said");
        foreach ($says as $expected) {
            $machine->contains($expected, $said, $what);
        }
        $machine->same([], $before->differences(Snapshot::of($machine->folder)), "what has changed by $what");
    };
    $installer = $machine->unpack('archive') . '/install.sh';

    $foreign = $machine->foreign();
    $machine->check($foreign !== null, 'there are no packages for another PHP to refuse');
    if ($foreign !== null) {
        $foreign->unpack("$machine->folder/tmp/foreign");
        $refused(
            'the archive of another PHP',
            '/tmp/foreign/install.sh',
            "is built for PHP $foreign->release (API ",
            "php is PHP $machine->release (API ",
            "take php_netsvr-*_php$machine->release-"
        );
        $refused('the Debian package of another PHP', 'apt-get install -y ' . $machine->hand($foreign->deb), 'phpapi-');
    }
    $so = (string)file_get_contents("$machine->folder/tmp/archive/netsvr.so");
    file_put_contents("$machine->folder/tmp/cut.so", substr($so, 0, strlen($so) - 1000));
    $refused('a file that is cut off', "$installer /tmp/cut.so", '/tmp/cut.so is not whole');
    // What the name of a thread-safe build says; no PHP of Debian is one.
    file_put_contents("$machine->folder/tmp/zts.so", preg_replace('/(API\d+),NTS\0/', "\$1,TS\0\0", $so));
    $refused('a build with thread safety', "$installer /tmp/zts.so", 'is built for ZTS (thread safety)', 'NTS (no thread safety)', 'take php_netsvr-*');
    $refused('another extension', "$installer \$(php -r 'echo PHP_EXTENSION_DIR;')/posix.so", 'the extension of something else');
    $refused('a user without rights', "setpriv --reuid nobody --clear-groups $installer", 'no right to write there. Run this as root');
};
