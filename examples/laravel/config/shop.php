<?php

// Where the page finds the gateway: what `php artisan netsvr:install` has written into .env.
return [
    'key' => env('NETSVR_APP_KEY'),
    'host' => env('NETSVR_HOST', 'localhost'),
    'port' => (int) env('NETSVR_PORT', 6060),
    'tls' => env('NETSVR_SCHEME', 'http') === 'https',
];
