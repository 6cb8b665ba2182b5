<?php
/*
 * The demo's web server (php -S 127.0.0.1:PORT -t FOLDER web.php): the page, and two buttons of it that demo.sh carries
 * out. The page does not come from a gateway, so that it can be reloaded while one of them is dead.
 *
 * Any page in the same browser can send requests to this port. So a command is taken only from the page itself: the
 * browser names it in Origin, and Host shows that no other name was made to lead here.
 */
declare(strict_types=1);

if (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH) !== '/demo') {
    header('Cache-Control: no-cache');
    return false; // a file of the folder
}
$port = $_SERVER['SERVER_PORT'];
$host = $_SERVER['HTTP_HOST'] ?? '';
$mayAsk = in_array($host, ["127.0.0.1:$port", "localhost:$port"], true)
    && ($_SERVER['HTTP_ORIGIN'] ?? '') === "http://$host"
    && $_SERVER['REQUEST_METHOD'] === 'POST';
$command = (string)file_get_contents('php://input', length: 100);
if (!$mayAsk || !in_array($command, ['kill 1', 'kill 2', 'reload'], true)) {
    http_response_code(403);
    echo 'This takes a POST of "kill 1", "kill 2" or "reload" from the page of the demo.';
    return true;
}
// demo.sh reads this pipe, and knows which process is meant.
file_put_contents((string)getenv('DEMO_PIPE'), "page $command\n");
http_response_code(204);
return true;
