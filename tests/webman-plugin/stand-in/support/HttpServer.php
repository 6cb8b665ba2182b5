<?php
declare(strict_types=1);

namespace support;

use Webman\Http\Request;
use Webman\Http\Response;
use Webman\Route;
use Workerman\Timer;

/** Stand-in for Webman's HTTP process: looks for one request after the other, now and then. */
final class HttpServer
{
    public function onWorkerStart(): void
    {
        Route::load();
        $server = stream_socket_server(str_replace('http:', 'tcp:', config('server.listen')));
        stream_set_blocking($server, false);
        Timer::add(0.01, static function () use ($server): void {
            while ($stream = @stream_socket_accept($server, 0)) {
                self::serve($stream);
            }
        });
    }

    /** @param resource $stream */
    private static function serve($stream): void
    {
        stream_set_timeout($stream, 5);
        $head = (string)stream_get_line($stream, 65536, "\r\n\r\n");
        $length = preg_match('~^content-length: *(\d+)~mi', $head, $found) === 1 ? (int)$found[1] : 0;
        try {
            $response = Route::answer(new Request($head, $length > 0 ? (string)stream_get_contents($stream, $length) : ''));
        } catch (\Throwable $thrown) {
            $response = new Response(500, [], (string)$thrown);
        }
        fwrite($stream, (string)$response);
        fclose($stream);
    }
}
