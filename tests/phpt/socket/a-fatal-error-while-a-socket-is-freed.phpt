--TEST--
A fatal error in a filter on the stream of a socket that is freed does not end the next request
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\ConnOpen;
use NetsvrBusiness\Socket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;

final class AtEnd extends php_user_filter
{
    public function filter($in, $out, &$consumed, bool $closing): int
    {
        if ($closing) {
            trigger_error('the filter ends it', E_USER_ERROR);
        }
        return PSFS_PASS_ON;
    }
}

final class WithoutLastWords extends Socket
{
    public function __destruct()
    {
    }
}

if (PHP_SAPI === 'cli-server') {
    if (isset($_GET['gateway'])) {
        stream_filter_register('at.end', AtEnd::class);
        $socket = new WithoutLastWords('', new ArrayLogger(), $_GET['gateway'], 5, 5);
        $socket->connect();
        stream_filter_append($socket->getSocket(), 'at.end', STREAM_FILTER_WRITE);
        unset($socket);
        return;
    }
    // takes memory, for which it looks at the limit
    echo strlen((new ConnOpen(['rawQuery' => 'text']))->serializeToString()), ' bytes';
    return;
}

Setup::endAfter(20);
$gateway = DevGate::start();
$server = new PhpServer(__FILE__);
for ($number = 0; $number < 3; $number++) {
    $answer = $server->get("/?gateway=$gateway->workerAddr");
    echo str_contains($answer, 'the filter ends it') ? 'ended' : "not ended: $answer", "\n";
    echo $server->get('/'), "\n";
}
$server->stop();
?>
--EXPECT--
ended
6 bytes
ended
6 bytes
ended
6 bytes
