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
    'event_loop' => Workerman\Events\Select::class,
];
