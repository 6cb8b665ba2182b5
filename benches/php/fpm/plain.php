<?php
/*
 * A request that connects to the gateway, writes the bytes of a message, ready as they are, and closes.
 */
declare(strict_types=1);

require __DIR__ . '/autoload.php';

$stream = stream_socket_client("tcp://{$_GET['gateway']}", $errno, $error, 5);
fwrite($stream, hex2bin($_GET['frame']));
fclose($stream);
echo 'done';
