<?php
/*
 * An HTTP server whose requests App\Http answers, without the framework's routes.
 */
declare(strict_types=1);

use Hyperf\Framework\Bootstrap\WorkerExitCallback;
use Hyperf\Framework\Bootstrap\WorkerStartCallback;
use Hyperf\Server\Event;
use Hyperf\Server\Server;

return [
    'mode' => SWOOLE_PROCESS,
    'servers' => [[
        'name' => 'http',
        'type' => Server::SERVER_HTTP,
        'host' => '127.0.0.1',
        'port' => (int)getenv('TEST_PORT'),
        'sock_type' => SWOOLE_SOCK_TCP,
        'callbacks' => [Event::ON_REQUEST => [App\Http::class, 'onRequest']],
    ]],
    'settings' => [
        'enable_coroutine' => true,
        'worker_num' => (int)(getenv('TEST_WORKERS') ?: 1),
        'pid_file' => BASE_PATH . '/runtime/hyperf.pid',
        'max_wait_time' => 20,
    ],
    'callbacks' => [
        Event::ON_WORKER_START => [WorkerStartCallback::class, 'onWorkerStart'],
        Event::ON_WORKER_EXIT => [WorkerExitCallback::class, 'onWorkerExit'],
    ],
];
