--TEST--
Doctor::examine(): ports where no gateway is, and that it takes no longer than said
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Doctor;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(60);

function show(string $what, string $addr, float $timeout): void
{
    $start = microtime(true);
    $found = Doctor::examine($addr, timeout: $timeout);
    $took = microtime(true) - $start;
    // three rounds of questions, and a busy machine
    echo "$what: {$found['port']}", $took > 3 * $timeout + 1 ? ", LATE: $took s" : '', "\n";
    foreach ($found['problems'] as $problem) {
        // what stands at ports beside is chance
        echo '    ', preg_replace('~\. \d+\.\d+\.\d+\.\d+:\d+ is .*~', '', strtr($problem, [$addr => 'ADDR'])), "\n";
    }
    if ($found['gateway'] !== null || $found['clients'] !== null || $found['limits'] !== null) {
        echo '    more is known than can be: ', json_encode($found), "\n";
    }
}

show('closed', Port::hold(), 5.0);

// Takes connections, for nobody calls accept().
$silent = stream_socket_server('tcp://127.0.0.1:0');
show('silent', stream_socket_get_name($silent, false), 0.3);

$closes = FakeGateway::start([[Step::atConnect(Step::close())]]);
show('closes', $closes->addr(), 5.0);

$mail = FakeGateway::start([[Step::atConnect(Step::raw("220 mail.example ESMTP\r\n"))]]);
show('says something', $mail->addr(), 0.3);

$tls = FakeGateway::start([[Step::raw("\x15\x03\x01\x00\x02\x02\x46")->thenClose()]]);
show('TLS', $tls->addr(), 0.3);

$web = FakeGateway::start([[Step::raw("HTTP/1.1 400 Bad Request\r\nServer: nginx\r\nContent-Length: 0\r\n\r\n")->thenClose()]]);
show('who complains as web servers do', $web->addr(), 0.3);

$script = tempnam(sys_get_temp_dir(), 'netsvr');
file_put_contents($script, '<?php http_response_code(404);');
$server = new PhpServer($script);
$url = (new ReflectionMethod($server, 'address'))->invoke($server);
show('a web server', substr($url, strlen('http://')), 5.0);
$server->stop();
unlink($script);

show('no such name', 'no-such-host.invalid:6061', 5.0);
?>
--EXPECTF--
closed: closed
    at ADDR is nothing (nobody listens there): start the gateway, or correct the worker address that your sockets are given
silent: silent
    at ADDR is something that takes connections and answers nothing: the gateway hangs, or this is none: look at its process and its log
closes: closes
    at ADDR is something that closes every connection at the first question: correct the worker address that your sockets are given
says something: stranger
    at ADDR is something else (it says "220 mail.example"): correct the worker address that your sockets are given
TLS: stranger
    at ADDR is a server that speaks TLS: correct the worker address that your sockets are given
who complains as web servers do: web
    at ADDR is a web server (it answers with status 400): correct the worker address that your sockets are given
a web server: web
    at ADDR is a web server (it answers with status 404): correct the worker address that your sockets are given
no such name: unresolved
    at ADDR is nothing that can be found (%s): correct the worker address that your sockets are given
