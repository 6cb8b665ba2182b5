--TEST--
netsvr.confirm=request: at the end of a request the gateways are asked; what they have not carried out is in PHP's error log
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(40);
$script = tempnam(sys_get_temp_dir(), 'netsvr');
file_put_contents($script, '<?php
    require ' . var_export(dirname(__DIR__, 2) . '/support/autoload.php', true) . ';
    NetsvrTests\Support\Setup::netBusAt([$argv[1]], 1);
    for ($i = 0; $i < (int)$argv[2]; $i++) {
        NetsvrBusiness\NetBus::broadcast("message $i");
    }
    echo "response\n";
');

/** Runs a request, and shows what it leaves in the error log. */
function request(string $title, FakeGateway $gateway, int $messages, string ...$settings): void
{
    global $script;
    $log = tempnam(sys_get_temp_dir(), 'netsvr');
    $command = [PHP_BINARY, '-n', '-d', 'extension=' . PhpServer::extension(), '-d', 'error_log=' . $log];
    foreach ($settings as $setting) {
        array_push($command, '-d', $setting);
    }
    $process = proc_open([...$command, $script, $gateway->addr(), (string)$messages], [1 => ['pipe', 'w']], $pipes);
    echo "$title: ", stream_get_contents($pipes[1]);
    proc_close($process);
    echo preg_replace('~^\[.*?\] ~m', '  ', str_replace($gateway->addr(), 'the gateway', (string)file_get_contents($log)));
    unlink($log);
    echo '  frames: ', implode(' ', array_map(
        static fn(array $frame): string => $frame['cmd'] === Faults::UNIQ_ID_COUNT ? 'question' : 'message',
        $gateway->frames()
    )), "\n";
}

$carriedOut = [[Step::silence(), Step::silence(), Faults::count(0)]];
request('carried out', FakeGateway::start($carriedOut), 2, 'netsvr.confirm=request');
request('no answer', FakeGateway::start([[Step::silence(), Step::silence(), Step::silence()]]), 2, 'netsvr.confirm=request');
request('closed', FakeGateway::start([[Step::silence(), Step::close()]]), 1, 'netsvr.confirm=request');
request('nothing was sent', FakeGateway::start(), 0, 'netsvr.confirm=request');
request('not asked for', FakeGateway::start($carriedOut), 2);
request('not kept', FakeGateway::start($carriedOut), 2, 'netsvr.confirm=request', 'netsvr.persistent=0');
unlink($script);
?>
--EXPECT--
carried out: response
  frames: message message question
no answer: response
  netsvr: the gateway has not confirmed 2 frames of this request: reading took longer than 1s
  frames: message message question
closed: response
  netsvr: the gateway has not confirmed 1 frame of this request: the gateway closed the connection after 0 bytes of a frame
  frames: message question
nothing was sent: response
  frames: 
not asked for: response
  frames: message message
not kept: response
  netsvr: the gateway has not confirmed 2 frames of this request: the connection has ended before that
  frames: message message
