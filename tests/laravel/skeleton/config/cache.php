<?php
return [
    'default' => env('CACHE_DRIVER', 'array'),
    'stores' => [
        'array' => ['driver' => 'array'],
        'file' => ['driver' => 'file', 'path' => storage_path('framework/cache')],
        'redis' => ['driver' => 'redis', 'connection' => 'default'],
        'database' => ['driver' => 'database', 'table' => 'cache'],
    ],
    'prefix' => 'test',
];
