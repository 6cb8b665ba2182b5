<?php
/*
 * The limit, and the least for a client written in PHP: a request that has a logger, and writes the bytes of a message,
 * ready as they are, to a stream that the request before has left open.
 */
declare(strict_types=1);

use NetsvrBench\Fpm\Logger;

require __DIR__ . '/autoload.php';

$logger = new Logger();
$flags = STREAM_CLIENT_CONNECT | STREAM_CLIENT_PERSISTENT;
$stream = stream_socket_client("tcp://{$_GET['gateway']}", $errno, $error, 5, $flags);
fwrite($stream, hex2bin($_GET['frame']));
echo 'done';
