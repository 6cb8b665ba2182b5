<?php
/*
 * Holds ports of loopback for a program that cannot do so itself: see Port.php. For each number that comes on stdin, it says on
 * one line the addresses of so many ports. They are free again when stdin ends.
 */
declare(strict_types=1);

require __DIR__ . '/Port.php';

while (($count = fgets(STDIN)) !== false) {
    for ($addresses = []; count($addresses) < (int)$count;) {
        $addresses[] = NetsvrTests\Support\Port::hold();
    }
    echo implode(' ', $addresses), "\n";
}
