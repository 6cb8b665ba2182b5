<?php
return [
    'defaults' => ['guard' => 'test'],
    'guards' => ['test' => ['driver' => 'test-header']],
    'providers' => [],
];
