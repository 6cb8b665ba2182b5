<?php
// As published, for an application whose netsvr:work serves the clients of another one, too.
return [
    'apps' => [
        ['id' => 'red', 'key' => 'red-key', 'secret' => 'red-secret'],
        ['id' => 'blue', 'key' => 'blue-key', 'secret' => 'blue-secret', 'customer_prefix' => 'blue:'],
    ],
];
