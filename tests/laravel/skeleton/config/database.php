<?php
return [
    'default' => 'file',
    'connections' => [
        'file' => ['driver' => 'sqlite', 'database' => storage_path('database.sqlite'), 'prefix' => ''],
    ],
    'migrations' => 'migrations',
];
