<?php
/*
 * Log lines go where the test reads them.
 */
declare(strict_types=1);

return [
    'default' => [
        'handler' => ['class' => Monolog\Handler\StreamHandler::class, 'constructor' => ['stream' => 'php://stderr', 'level' => 'info']],
        'formatter' => ['class' => Monolog\Formatter\LineFormatter::class, 'constructor' => []],
    ],
];
