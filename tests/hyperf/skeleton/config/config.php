<?php
/*
 * Only what goes wrong is written to standard output; the log of the sockets is another one.
 */
declare(strict_types=1);

return [
    'app_name' => 'test',
    'scan_cacheable' => false,
    Hyperf\Contract\StdoutLoggerInterface::class => ['log_level' => ['error', 'critical', 'alert', 'emergency']],
];
