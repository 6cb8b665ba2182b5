<?php
return [
    'default' => env('BROADCAST_DRIVER', 'netsvr'),
    'connections' => [
        'netsvr' => ['driver' => 'netsvr'],
        'log' => ['driver' => 'log'],
    ],
];
