<?php
/*
 * Requests to php-fpm, one after the other, until a file is there; says in JSON what came of them.
 *
 *     php requests.php SOCKET SCRIPT ADDR UNIQ_ID NAME STOP_FILE       messages are NAME-1, NAME-2, …
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

require __DIR__ . '/FastCgi.php';

[, $socket, $script, $addr, $uniqId, $name, $stop] = $argv;
[$sent, $failures, $files] = [0, [], []];
while (!file_exists($stop)) {
    clearstatcache();
    $sent++;
    $body = FastCgi::get($socket, $script, ['addr' => $addr, 'uniqId' => $uniqId, 'message' => "$name-$sent"]);
    $answer = json_decode($body, true);
    if (($answer['isThere'] ?? false) === true && $answer['log'] === []) {
        $files[$answer['file']] = ($files[$answer['file']] ?? 0) + 1;
    } else {
        $failures[] = "request $sent: " . substr($body, 0, 500);
    }
    // As many as two cores answer beside everything else.
    usleep(2000);
}
echo json_encode(['sent' => $sent, 'failures' => $failures, 'files' => $files]);
