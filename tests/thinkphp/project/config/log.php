<?php
return [
    'default' => 'file',
    'level' => [],
    'type_channel' => [],
    'channels' => array_map(static fn(string $name): array => [
        'type' => 'File',
        'path' => app()->getRuntimePath(),
        'single' => $name,
    ], ['file' => 'application', 'sockets' => 'sockets'])
        // those of a test
        + (is_file(dirname(__DIR__) . '/channels.php') ? require dirname(__DIR__) . '/channels.php' : []),
];
