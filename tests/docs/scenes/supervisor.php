<?php
/* A program for Supervisor: an ini file as Python reads it, with keys that Supervisor has. */
declare(strict_types=1);

namespace NetsvrTests\Docs;

$known = ['command', 'process_name', 'numprocs', 'numprocs_start', 'directory', 'umask', 'priority', 'autostart', 'autorestart',
    'startsecs', 'startretries', 'exitcodes', 'stopsignal', 'stopwaitsecs', 'stopasgroup', 'killasgroup', 'user', 'redirect_stderr',
    'stdout_logfile', 'stdout_logfile_maxbytes', 'stdout_logfile_backups', 'stderr_logfile', 'environment', 'serverurl'];

return static function (Reader $reader, Snippet $snippet) use ($known): Done {
    $reader->put('supervisor.conf', $snippet->code);
    $script = 'import configparser, json, sys; c = configparser.RawConfigParser(); c.read(sys.argv[1]); print(json.dumps({s: dict(c[s]) for s in c.sections()}))';
    $done = $reader->run(['python3', '-c', $script, 'supervisor.conf'])->mustBeFine();
    foreach (json_decode($done->output, true) ?: throw new Failure('there is no section in it') as $section => $values) {
        if (!str_starts_with($section, 'program:') || !isset($values['command'])) {
            throw new Failure("[$section] is no program with a command");
        }
        $unknown = array_diff(array_keys($values), $known);
        if ($unknown !== []) {
            throw new Failure('Supervisor has no ' . implode(', ', $unknown));
        }
        if ((int)($values['numprocs'] ?? 1) > 1 && !str_contains($values['process_name'] ?? '', '%(process_num)')) {
            throw new Failure('several processes need %(process_num) in process_name');
        }
    }
    return $done;
};
