--TEST--
CallbackEndpoint: 401 without the secret, else 200, whatever the application and the log do
--INI--
error_log=
log_errors=1
--FILE--
<?php
require __DIR__ . '/../../support/library.php';

use Netsvr\ConnClose;
use Netsvr\ConnOpenResp;
use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\CallbackEndpoint;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\CallbackSecret;
use NetsvrBusiness\Support\Closed;
use NetsvrBusiness\Support\Denied;
use NetsvrBusiness\Support\Opening;
use NetsvrTests\Support\ArrayLogger;
use Psr\Log\AbstractLogger;
use Psr\Log\LoggerInterface;

final class Doorman implements Callbacks
{
    public array $closed = [];

    public function __construct(private Closure $opening)
    {
    }

    public function opening(Opening $opening): Admission
    {
        return ($this->opening)($opening);
    }

    public function closed(Closed $closed): void
    {
        $this->closed[] = $closed;
    }
}

final class BrokenLogger extends AbstractLogger
{
    public function log($level, $message, array $context = []): void
    {
        throw new LogicException('the disk is full');
    }
}

$secret = new CallbackSecret('s3cret');
const BODY = "\x0a\x02u1\x22\x05token";

function open(Closure $opening, ?LoggerInterface $logger = null, float $budget = 2.5): array
{
    global $secret;
    $own = $logger ?? new ArrayLogger();
    $endpoint = new CallbackEndpoint(fn() => new Doorman($opening), $secret, $own, $budget);
    $answer = $endpoint->open($secret->authorization(), BODY);
    $message = new ConnOpenResp();
    $message->mergeFromString($answer->body);
    $log = $own instanceof ArrayLogger ? $own->take() : [];
    return [
        $answer->status, $message->getAllow(), $message->getNewCustomerId(), $message->getNewSession(),
        iterator_to_array($message->getNewTopics()), $message->getData(),
        array_map(fn($line) => preg_replace('~ in \S+:\d+$~', '', is_array($line) ? implode(' ', array_filter($line, 'is_string')) : $line), $log),
    ];
}

function show(string $what, array $answer): void
{
    echo "$what: ", json_encode($answer, JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
}

show('let in', open(fn(Opening $o) => Admission::as($o->token())->session('s')->topics('a', '', 'b')->send('hi')));
show('a guest', open(fn() => Admission::guest()));
show('a guest with a message', open(fn() => Admission::guest()->send('hi')));
show('a guest with a session', open(fn() => Admission::guest()->session('0')));
show('denied', open(fn() => throw new Denied('no')));
show('failed', open(fn() => throw new RuntimeException('database s3 down')));
show('a type error', open(fn() => 'come in'));
show('no text', open(fn() => Admission::as("\xff")));
show('too late', open(function (): Admission {
    usleep(30_000);
    return Admission::guest();
}, null, 0.02));
show('a log that fails', open(fn() => throw new RuntimeException('down'), new BrokenLogger()));

$doorman = new Doorman(fn() => Admission::guest());
$made = 0;
$endpoint = new CallbackEndpoint(function () use ($doorman, &$made): Doorman {
    $made++;
    return $doorman;
}, $secret, new ArrayLogger());
$gone = (new ConnClose())->setUniqId('u1');
echo 'never let in: ', $endpoint->close($secret->authorization(), $gone->serializeToString())->status, ", made $made\n";
$gone->setTopics([CallbackEndpoint::MARK]);
echo 'gone: ', $endpoint->close($secret->authorization(), $gone->serializeToString())->status, ' ';
echo json_encode($doorman->closed), "\n";

foreach (['' => '', 'wrong' => 'Basic ' . base64_encode('netsvr:s3cre'), 'lower case' => 'basic ' . base64_encode('netsvr:s3cret')] as $what => $shown) {
    $answer = $endpoint->open($shown, BODY);
    echo "'$what': $answer->status ", json_encode($answer->headers, JSON_UNESCAPED_SLASHES), " '", strlen($answer->body) > 0 ? 'a body' : '', "'\n";
}
// The secret is in no dump.
ob_start();
var_dump($secret);
print_r($endpoint);
echo str_contains((string)ob_get_clean(), 's3cret') ? "the secret is shown\n" : "the secret is not shown\n";
echo (new CallbackSecret('a/b'))->toml('http://app/open', 'https://app:81/close');
?>
--EXPECTF--
let in: [200,true,"token","s",["a","b"],"hi",[]]
a guest: [200,true,"","",["netsvr:opened"],"",[]]
a guest with a message: [200,true,"","",["netsvr:opened"],"hi",[]]
a guest with a session: [200,true,"","0",[],"",[]]
denied: [200,false,"","",[],"no",[]]
failed: [200,false,"","",[],"",["error netsvr: the open callback failed, the client is refused: RuntimeException: database s3 down"]]
a type error: [200,false,"","",[],"",["error netsvr: the open callback failed, the client is refused: TypeError: Doorman::opening(): Return value must be of type NetsvrBusiness\\Support\\Admission, string returned"]]
no text: [200,false,"","",[],"",["error netsvr: the open callback failed, the client is refused: Exception: Expect utf-8 encoding."]]
too late: [200,false,"","",[],"",["error netsvr: the open callback failed, the client is refused: RuntimeException: opening() took longer than the 0.02 seconds that it has"]]
%Anetsvr: the open callback failed, the client is refused: RuntimeException: down in %s; and the log: the disk is full
a log that fails: [200,false,"","",[],"",[]]
never let in: 200, made 0
gone: 200 [{"uniqId":"u1","customerId":"","session":"","topics":[]}]
'': 401 {"WWW-Authenticate":"Basic realm=\"netsvr\""} ''
'wrong': 401 {"WWW-Authenticate":"Basic realm=\"netsvr\""} ''
'lower case': 200 {"Content-Type":"application/x-protobuf"} 'a body'
the secret is not shown
[Customer]
OnOpenCallbackApi = "http://netsvr:a%2Fb@app/open"
OnCloseCallbackApi = "https://netsvr:a%2Fb@app:81/close"
