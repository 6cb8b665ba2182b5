<?php
/*
 * A unit for systemd, held against systemd-analyze where there is one: every key of it, with its programs and folders
 * exchanged for some that are here. Otherwise it has what every service needs.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string $name): ?Done {
    $unit = (string)preg_replace(['~^ExecStart=\S+~m', '~^WorkingDirectory=.*~m', '~^User=.*~m'], ['ExecStart=/bin/true', 'WorkingDirectory=/tmp', 'User=root'], $snippet->code);
    foreach (['[Unit]', '[Service]', 'ExecStart=/bin/true ', '[Install]', 'WantedBy='] as $part) {
        str_contains($unit, $part) || throw new Failure("there is no $part in it");
    }
    $reader->put("units/$name", $unit);
    if (trim((string)shell_exec('command -v systemd-analyze')) === '') {
        return null;
    }
    // It tells unknown keys and does not fail because of them.
    $done = $reader->run(['systemd-analyze', 'verify', "./units/$name"])->mustBeFine();
    if (preg_match('~^\S*units/.*|^.*Unknown .*~m', $done->errors, $found)) {
        throw new Failure($found[0]);
    }
    return $done;
};
