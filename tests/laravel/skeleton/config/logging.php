<?php
return [
    'default' => 'single',
    'channels' => [
        'single' => ['driver' => 'single', 'path' => storage_path('logs/laravel.log'), 'level' => 'debug'],
        'gateways' => ['driver' => 'single', 'path' => storage_path('logs/gateways.log'), 'level' => 'debug'],
        'deprecations' => ['driver' => 'custom', 'via' => App\Deprecations::class],
        'null' => ['driver' => 'monolog', 'handler' => Monolog\Handler\NullHandler::class],
    ],
];
