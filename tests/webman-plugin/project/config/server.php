<?php
return [
    'listen' => '',
    'pid_file' => runtime_path() . '/pid',
    'status_file' => runtime_path() . '/status',
    'stdout_file' => runtime_path() . '/stdout',
    'log_file' => runtime_path() . '/workerman',
    'event_loop' => Workerman\Events\Select::class,
];
