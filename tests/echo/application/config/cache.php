<?php
// Shared by the processes of the application, unlike the store of the other tests.
return [
    'default' => 'file',
    'stores' => ['file' => ['driver' => 'file', 'path' => storage_path('framework/cache/data')]],
    'prefix' => 'test',
];
