<?php
/* The rest is as Octane has it. */
return [
    'server' => 'swoole',
    'swoole' => [
        // The server is another PHP, which would not know of the extensions.
        'php_options' => json_decode((string)env('TEST_PHP_OPTIONS', '[]'), true),
        'options' => array_filter(['dispatch_mode' => (int)env('TEST_DISPATCH_MODE')]),
    ],
    'tick' => (bool)env('TEST_TICK', false),
];
