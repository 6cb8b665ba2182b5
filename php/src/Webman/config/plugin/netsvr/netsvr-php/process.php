<?php

$work = (require __DIR__ . '/app.php')['work'] ?? [];
// Without memory that the processes share none of them would know that it is to stand by.
$shared = filter_var(ini_get('netsvr.shared') ?: '0', FILTER_VALIDATE_BOOL, FILTER_NULL_ON_FAILURE) ?? true;

return isset($work['handler']) ? [
    'main' => [
        'handler' => NetsvrBusiness\Webman\MainProcess::class,
        'count' => ($work['count'] ?? 1) + ($shared ? $work['stand_by'] ?? 1 : 0),
    ],
] : [];
