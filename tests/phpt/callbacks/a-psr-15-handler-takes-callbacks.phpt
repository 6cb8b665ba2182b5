--TEST--
CallbackRequestHandler: the callbacks as a handler of PSR-15
--SKIPIF--
<?php
stream_resolve_include_path('Nyholm/Psr7/Response.php') || is_file('/usr/share/php/Nyholm/Psr7/Response.php')
    || die('skip there is no php-nyholm-psr7');
?>
--FILE--
<?php
namespace Psr\Http\Server {
    // Debian has no package of it.
    interface RequestHandlerInterface
    {
        public function handle(\Psr\Http\Message\ServerRequestInterface $request): \Psr\Http\Message\ResponseInterface;
    }
}

namespace {
    require __DIR__ . '/../../support/library.php';

    use Netsvr\ConnClose;
    use Netsvr\ConnOpenResp;
    use NetsvrBusiness\Support\Admission;
    use NetsvrBusiness\Support\CallbackEndpoint;
    use NetsvrBusiness\Support\CallbackRequestHandler;
    use NetsvrBusiness\Support\Callbacks;
    use NetsvrBusiness\Support\CallbackSecret;
    use NetsvrBusiness\Support\Closed;
    use NetsvrBusiness\Support\Opening;
    use NetsvrTests\Support\ArrayLogger;
    use Nyholm\Psr7\Factory\Psr17Factory;
    use Nyholm\Psr7\ServerRequest;

    spl_autoload_register(static function (string $class): void {
        $file = '/usr/share/php/' . str_replace('\\', '/', $class) . '.php';
        is_file($file) && require_once $file;
    });

    $callbacks = new class implements Callbacks {
        public function opening(Opening $opening): Admission
        {
            return Admission::as($opening->token())->send('hi');
        }

        public function closed(Closed $closed): void
        {
            echo "gone: $closed->uniqId $closed->customerId\n";
        }
    };
    $secret = new CallbackSecret('s3cret');
    $factory = new Psr17Factory();
    $endpoint = new CallbackEndpoint(fn() => $callbacks, $secret, new ArrayLogger());
    $handler = new CallbackRequestHandler($endpoint, $factory, $factory);

    $post = function (string $path, string $body, ?string $shown = null, string $method = 'POST') use ($handler, $secret): string {
        $headers = ['Authorization' => $shown ?? $secret->authorization()];
        $response = $handler->handle(new ServerRequest($method, "http://app.test$path", $headers, $body));
        $headers = array_map(fn(array $values): string => implode(',', $values), $response->getHeaders());
        echo "$method $path: {$response->getStatusCode()} ", json_encode($headers, JSON_UNESCAPED_SLASHES), "\n";
        return (string)$response->getBody();
    };
    $answer = new ConnOpenResp();
    $answer->mergeFromString($post('/netsvr/open', "\x0a\x02u1\x22\x03tok"));
    var_dump($answer->getAllow(), $answer->getNewCustomerId(), $answer->getData());
    var_dump($post('/netsvr/close', (new ConnClose())->setUniqId('u1')->setCustomerId('tok')->serializeToString()));
    var_dump($post('/netsvr/open', "\x0a\x02u1", 'Basic bm90OnRoaXM='));
    var_dump($post('/netsvr/open', '', null, 'GET'));
    var_dump($post('/netsvr/admit', ''));
}
?>
--EXPECT--
POST /netsvr/open: 200 {"Content-Type":"application/x-protobuf"}
bool(true)
string(3) "tok"
string(2) "hi"
gone: u1 tok
POST /netsvr/close: 200 {"Content-Type":"application/x-protobuf"}
string(0) ""
POST /netsvr/open: 401 {"WWW-Authenticate":"Basic realm=\"netsvr\""}
string(0) ""
GET /netsvr/open: 405 {"Allow":"POST"}
string(0) ""
POST /netsvr/admit: 404 []
string(0) ""
