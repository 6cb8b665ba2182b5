<?php
return [
    'listen' => (string)getenv('TEST_LISTEN'),
    'transport' => 'tcp',
    'context' => [],
    'name' => 'webman',
    'count' => 1,
    'user' => '',
    'group' => '',
    'reusePort' => false,
    'pid_file' => runtime_path() . '/pid',
    'status_file' => runtime_path() . '/status',
    'stdout_file' => runtime_path() . '/stdout',
    'log_file' => runtime_path() . '/workerman',
    // On a machine that has other work, too, a process needs longer to say good-bye.
    'stop_timeout' => 20,
    'event_loop' => Workerman\Events\Select::class,
];
