<?php
return [
    'default' => 'file',
    'connections' => [
        'file' => ['driver' => 'sqlite', 'database' => storage_path('database.sqlite'), 'prefix' => ''],
    ],
    'migrations' => 'migrations',
    'redis' => [
        'client' => 'phpredis',
        // on a unix socket
        'default' => ['host' => env('TEST_REDIS', ''), 'port' => 0],
    ],
];
