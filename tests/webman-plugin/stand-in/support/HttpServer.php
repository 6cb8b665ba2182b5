<?php
declare(strict_types=1);

namespace support;

use Webman\Http\Request;
use Webman\Http\Response;
use Webman\Route;
use Workerman\Timer;

/** Stand-in for Webman's HTTP process: looks for one request after the other, now and then. Files of public/ come first. */
final class HttpServer
{
    private const TYPES = ['html' => 'text/html;charset=utf-8', 'js' => 'application/javascript'];

    public function onWorkerStart(): void
    {
        Route::load();
        $server = stream_socket_server(str_replace('http:', 'tcp:', config('server.listen')));
        stream_set_blocking($server, false);
        Timer::add(0.01, static function () use ($server): void {
            while ($stream = @stream_socket_accept($server, 0)) {
                // A browser also opens connections that it has no request for yet.
                $read = [$stream];
                $none = null;
                stream_select($read, $none, $none, 0, 200_000) ? self::serve($stream) : fclose($stream);
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
            $response = self::file($head) ?? Route::answer(new Request($head, $length > 0 ? (string)stream_get_contents($stream, $length) : ''));
        } catch (\Throwable $thrown) {
            $response = new Response(500, [], (string)$thrown);
        }
        fwrite($stream, (string)$response);
        fclose($stream);
    }

    private static function file(string $head): ?Response
    {
        $file = preg_match('~^GET (/[\w/-]+\.(html|js)) ~', $head, $found) === 1 ? base_path("/public$found[1]") : '';
        return is_file($file) ? new Response(200, ['Content-Type' => self::TYPES[$found[2]]], (string)file_get_contents($file)) : null;
    }
}
