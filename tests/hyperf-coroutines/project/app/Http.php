<?php
/*
 * Answers the requests of the tests.
 */
declare(strict_types=1);

namespace App;

use NetsvrBusiness\NetBus;
use Swoole\Coroutine;
use Swoole\Http\Request;
use Swoole\Http\Response;
use Throwable;

class Http
{
    public function onRequest(Request $request, Response $response): void
    {
        try {
            $answer = match ($request->server['request_uri']) {
                '/ping' => 'pong',
                '/count' => NetBus::uniqIdCount(),
                '/broadcast' => NetBus::broadcast((string)$request->get['data']) ?? 'sent',
                '/online' => NetBus::checkOnline((array)$request->get['uniqId']),
                '/state' => ['coroutine' => Coroutine::getCid(), 'pool' => ini_get('netsvr.pool_size'), 'wait' => ini_get('netsvr.pool_wait_ms'), 'pid' => getmypid()],
            };
        } catch (Throwable $thrown) {
            $answer = $thrown::class . ': ' . $thrown->getMessage();
        }
        $response->end(json_encode($answer));
    }
}
