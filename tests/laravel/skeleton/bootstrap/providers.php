<?php
return [
    App\AppServiceProvider::class,
    ...array_filter(explode(',', (string)env('TEST_PROVIDERS', ''))),
];
