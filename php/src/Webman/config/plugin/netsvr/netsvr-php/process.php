<?php

$work = (require __DIR__ . '/app.php')['work'] ?? [];

return isset($work['handler']) ? [
    'main' => [
        'handler' => NetsvrBusiness\Webman\MainProcess::class,
        'count' => $work['count'] ?? 1,
    ],
] : [];
