<?php
/*
 * What is logged to the console.
 */
declare(strict_types=1);

use Hyperf\Contract\StdoutLoggerInterface;

return [
    'app_name' => 'netsvr',
    'scan_cacheable' => false,
    StdoutLoggerInterface::class => ['log_level' => ['alert', 'critical', 'emergency', 'error', 'info', 'notice', 'warning']],
];
