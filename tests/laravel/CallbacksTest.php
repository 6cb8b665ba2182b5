<?php
declare(strict_types=1);

use App\SocketAuthenticator;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Event;
use Illuminate\Support\Facades\Route;
use Netsvr\ConnClose;
use Netsvr\ConnOpenResp;
use PHPUnit\Framework\Attributes\DataProvider;
use NetsvrBusiness\Laravel\Events\NetsvrConnectionClosed;
use NetsvrBusiness\Laravel\Events\NetsvrConnectionOpened;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\CallbackSecret;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\WebSocketClient;
use Symfony\Component\HttpFoundation\Response;

/** Gateways of 8.x ask the application over HTTP. */
final class CallbacksTest extends LaravelTestCase
{
    private const SECRET = '0123456789abcdef0123456789abcdef';
    private const UNIQ_ID = '7f00000117ad653b1a2c00000001';

    public function testAGatewayAsksWhetherAClientMayComeInAndTellsThatItHasGone(): void
    {
        $gateway = $this->gatewayOf(self::SECRET);
        $this->project->app(['NETSVR_WORKER_ADDRS' => (string)$gateway->taskAddr]);
        $client = $this->client($gateway, 'user-7');
        self::assertSame('{"welcome to":"netsvr test"}', $client->receive(30), $this->project->log());
        self::assertSame(
            [$client->uniqId => ['customerId' => '7', 'session' => '{"token":"user-7"}', 'topics' => ['news', 'user.7']]],
            array_map(static function (array $info): array {
                sort($info['topics']);
                return $info;
            }, NetBus::connInfo($client->uniqId))
        );
        $guest = $this->client($gateway, '127.0.0.9');
        $client->close();
        $guest->close();
        $gone = $this->gone(2);
        self::assertSame([$guest->uniqId, '', '', []], $gone[$guest->uniqId]);
        self::assertSame(['7', '{"token":"user-7"}'], array_slice($gone[$client->uniqId], 1, 2));
        self::assertStringNotContainsString('callback', $this->project->log());
    }

    public function testAClientThatIsRefusedHearsWhyAndItsEndIsToldToNobody(): void
    {
        $gateway = $this->gatewayOf(self::SECRET);
        $client = WebSocketClient::connect($gateway->url, 30, ['X-Real-IP' => 'nobody']);
        self::assertSame('{"please":"log in"}', $client->receive(30));
        self::assertNull($client->receive(20));
        self::assertSame([1008, 'unauthorized'], [$client->closeCode, $client->closeReason]);
        // The next one comes behind it, and is told of.
        $next = $this->client($gateway, 'user-1');
        $next->receive(20);
        $next->close();
        self::assertSame([$next->uniqId], array_keys($this->gone(1)));
    }

    public function testAClientOfAGatewayThatShowsTheWrongSecretSeesNoneOfThem(): void
    {
        $gateway = $this->gatewayOf('another');
        $client = WebSocketClient::connect($gateway->url, 30, ['X-Real-IP' => 'user-7']);
        self::assertNull($client->receive(30));
        self::assertSame([1011, 'receive error http status code: 401'], [$client->closeCode, $client->closeReason]);
    }

    public function testAClientIsGreetedAndTheUserWhoseBrowserItIsClaimsIt(): void
    {
        $task = Port::hold();
        $gateway = $this->gatewayOf(self::SECRET, 'greeted', $task);
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $task]);
        $client = $this->client($gateway, '127.0.0.9');
        $greeting = json_decode((string)$client->receive(30), true);
        self::assertSame(['claim', $client->uniqId], [$greeting['event'] ?? null, $greeting['uniqId'] ?? null], $this->project->log());
        $claim = function (array $fields, ?string $user) use ($app): int {
            $headers = ['HTTP_ACCEPT' => 'application/json'] + ($user === null ? [] : ['HTTP_X_USER' => $user]);
            return $this->handle($app, Request::create('/claim', 'POST', $fields, [], [], $headers))->getStatusCode();
        };
        self::assertSame(401, $claim($greeting, null));
        self::assertSame(403, $claim(['uniqId' => $gateway->client()->uniqId] + $greeting, '7'));
        self::assertSame(403, $claim(['signature' => ''] + $greeting, '7'));
        self::assertSame(200, $claim($greeting, '7'));
        self::assertSame('{"event": "welcome"}', $client->receive(30));
        $info = ['customerId' => '7', 'session' => '', 'topics' => ['user.7']];
        self::assertSame([$client->uniqId => $info], NetBus::connInfo($client->uniqId));
    }

    /** @dataProvider credentials */
    #[DataProvider('credentials')]
    public function testWhoeverDoesNotShowTheSecretIsAnswered401AndNoMore(?string $authorization): void
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET]);
        foreach (['open', 'close'] as $callback) {
            $response = $this->post($app, $callback, self::opening('user-7'), $authorization);
            self::assertSame([401, ''], [$response->getStatusCode(), $response->getContent()]);
            self::assertSame('Basic realm="netsvr"', $response->headers->get('WWW-Authenticate'));
        }
        self::assertFileDoesNotExist(storage_path('closed'));
        self::assertSame('', $this->project->log());
    }

    public static function credentials(): array
    {
        $basic = static fn(string $pair): array => ['Basic ' . base64_encode($pair)];
        return [
            'none' => [null],
            'nothing' => [''],
            'a wrong password' => $basic('netsvr:' . strrev(self::SECRET)),
            'the beginning of it' => $basic('netsvr:' . substr(self::SECRET, 0, -1)),
            'no password' => $basic('netsvr:'),
            'another name' => $basic('admin:' . self::SECRET),
            'another scheme' => ['Bearer ' . self::SECRET],
            'not base64' => ['Basic netsvr:' . self::SECRET],
        ];
    }

    public function testWithoutASecretNobodyIsBelievedAndTheLogSaysWhatIsMissing(): void
    {
        $app = $this->project->app();
        $none = (new CallbackSecret(''))->authorization();
        self::assertSame(401, $this->post($app, 'open', self::opening('user-7'), $none)->getStatusCode());
        self::assertStringContainsString('NETSVR_CALLBACK_SECRET is not set', $this->project->log());
    }

    public function testWhileASecretIsReplacedBothHold(): void
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => 'new, old']);
        foreach (['new' => 200, 'old' => 200, 'new, old' => 401, '' => 401] as $secret => $status) {
            $shown = 'Basic ' . base64_encode("netsvr:$secret");
            self::assertSame($status, $this->post($app, 'open', self::opening('user-7'), $shown)->getStatusCode());
        }
    }

    public function testTheAnswerHoldsWhatTheGatewayIsToKeep(): void
    {
        $answer = $this->answer($this->open('user-7'));
        self::assertTrue($answer->getAllow());
        self::assertSame(['7', '{"token":"user-7"}'], [$answer->getNewCustomerId(), $answer->getNewSession()]);
        self::assertSame(['user.7', 'news'], iterator_to_array($answer->getNewTopics()));
        self::assertSame('{"welcome to":"netsvr test"}', $answer->getData());
    }

    /** @dataProvider failures */
    #[DataProvider('failures')]
    public function testWhateverGoesWrongIsARefusalAndALineInTheLog(string $body, string $said): void
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET, 'NETSVR_CALLBACK_BUDGET' => '0.2']);
        $response = $this->post($app, 'open', $body);
        self::assertSame([200, ''], [$response->getStatusCode(), $response->getContent()]);
        self::assertSame('application/x-protobuf', $response->headers->get('Content-Type'));
        self::assertStringContainsString('netsvr: the open callback failed, the client is refused: ', $this->project->log());
        self::assertStringContainsString($said, $this->project->log());
        self::assertStringNotContainsString(self::SECRET, $this->project->log());
    }

    public static function failures(): array
    {
        return [
            'an exception' => [self::opening('fail'), 'RuntimeException: the users cannot be read'],
            'an answer that is too late' => [self::opening('slow'), 'took longer than the 0.2 seconds'],
            'a body that is cut off' => [substr(self::opening('user-7'), 0, -1), 'DecodeException'],
            'a body that is no text' => ["\x0a\x01\xff", 'Expect utf-8 encoding.'],
        ];
    }

    public function testAnEventOfAClientThatWasLetInComesBeforeTheAnswerAndOfNoOther(): void
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET, 'NETSVR_CALLBACK_BUDGET' => '1.5']);
        Event::fake([NetsvrConnectionOpened::class, NetsvrConnectionClosed::class]);
        foreach (['user-7', 'nobody', 'fail', 'slow'] as $token) {
            $this->post($app, 'open', self::opening($token));
        }
        Event::assertDispatchedTimes(NetsvrConnectionOpened::class, 1);
        Event::assertDispatched(NetsvrConnectionOpened::class, static fn(NetsvrConnectionOpened $event): bool =>
            $event->opening->uniqId === self::UNIQ_ID && $event->admission->customerId === '7');
        $this->post($app, 'close', self::closing('7'));
        $this->post($app, 'close', self::closing(''));
        Event::assertDispatchedTimes(NetsvrConnectionClosed::class, 1);
        Event::assertDispatched(NetsvrConnectionClosed::class, static fn(NetsvrConnectionClosed $event): bool =>
            $event->closed->uniqId === self::UNIQ_ID && $event->closed->customerId === '7');
    }

    public function testAListenerThatFailsRefusesTheClient(): void
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET]);
        Event::listen(NetsvrConnectionOpened::class, static fn() => throw new LogicException('no room'));
        self::assertSame('', $this->post($app, 'open', self::opening('user-7'))->getContent());
        self::assertStringContainsString('LogicException: no room', $this->project->log());
    }

    /** @dataProvider ends */
    #[DataProvider('ends')]
    public function testTheEndIsToldOfWhomTheGatewayHadSomethingToKeep(ConnClose $message, ?array $told): void
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET]);
        $response = $this->post($app, 'close', $message->serializeToString());
        self::assertSame([200, ''], [$response->getStatusCode(), $response->getContent()]);
        self::assertSame('application/x-protobuf', $response->headers->get('Content-Type'));
        $line = @file_get_contents(storage_path('closed'));
        self::assertSame($told, $line === false ? null : array_slice(json_decode($line, true), 1));
    }

    public static function ends(): array
    {
        $of = static fn(): ConnClose => (new ConnClose())->setUniqId(self::UNIQ_ID);
        return [
            'nothing: it never was let in' => [$of(), null],
            'a customer' => [$of()->setCustomerId('7'), ['7', '', []]],
            'a session' => [$of()->setSession('0'), ['', '0', []]],
            'topics' => [$of()->setTopics(['a', 'b']), ['', '', ['a', 'b']]],
            'a guest' => [$of()->setTopics(['netsvr:opened']), ['', '', []]],
        ];
    }

    public function testAFailureAtTheEndIsALineInTheLog(): void
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET]);
        $message = (new ConnClose())->setUniqId(self::UNIQ_ID)->setSession('fail')->serializeToString();
        $response = $this->post($app, 'close', $message);
        self::assertSame([200, ''], [$response->getStatusCode(), $response->getContent()]);
        self::assertStringContainsString('the close callback failed: RuntimeException: cannot be', $this->project->log());
    }

    public function testNoMiddlewareOfTheGroupTakesPart(): void
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET]);
        $app->make('router')->middlewareGroup('web', ['throttle:1,1', Illuminate\Session\Middleware\StartSession::class]);
        Route::middleware(['web', 'auth'])->prefix('in')->group(static function (): void {
            // by the alias that package discovery makes
            Netsvr::callbacks('group', SocketAuthenticator::class);
        });
        for ($call = 0; $call < 3; $call++) {
            $response = $this->post($app, 'open', self::opening('user-7'), path: 'in/group');
            self::assertSame(200, $response->getStatusCode());
            self::assertSame('7', $this->answer($response)->getNewCustomerId());
        }
        self::assertSame([], $response->headers->getCookies());
    }

    public function testTheRoutesCanBeCached(): void
    {
        $artisan = $this->project->artisan(['route:cache']);
        self::assertSame(0, $artisan->wait(40), $artisan->output());
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET]);
        self::assertTrue($app->routesAreCached());
        self::assertSame('7', $this->answer($this->post($app, 'open', self::opening('user-7')))->getNewCustomerId());
    }

    public function testACommandMakesTheSecretAndPrintsWhatTheGatewayNeeds(): void
    {
        $file = "{$this->project->folder}/.env";
        file_put_contents($file, 'APP_URL=http://app.test');
        $artisan = $this->project->artisan(['netsvr:secret']);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        $env = (string)file_get_contents($file);
        self::assertSame(1, preg_match("~^APP_URL=\S+\nNETSVR_CALLBACK_SECRET=([0-9a-f]{48})\n$~", $env, $found), $env);
        $toml = "OnOpenCallbackApi = \"http://netsvr:$found[1]@app.test/netsvr/open\"\n"
            . "OnCloseCallbackApi = \"http://netsvr:$found[1]@app.test/netsvr/close\"";
        self::assertStringContainsString("[Customer]\n$toml", $artisan->output());

        // As it is, it is printed again; a new one comes before it.
        $again = $this->project->artisan(['netsvr:secret']);
        self::assertSame(0, $again->wait(), $again->output());
        self::assertStringContainsString($toml, $again->output());
        self::assertSame($env, file_get_contents($file));
        $new = $this->project->artisan(['netsvr:secret', '--force']);
        self::assertSame(0, $new->wait(), $new->output());
        self::assertMatchesRegularExpression(
            "~^NETSVR_CALLBACK_SECRET=([0-9a-f]{48}),$found[1]$~m",
            (string)file_get_contents($file)
        );
        self::assertStringNotContainsString($found[1], $new->output());
    }

    public function testASecretOfAnyCharactersStaysBesideTheNewOne(): void
    {
        $file = "{$this->project->folder}/.env";
        $old = 'a $1 "b" \\ c#';
        file_put_contents($file, 'NETSVR_CALLBACK_SECRET="a \$1 \"b\" \\\\ c#"' . "\nAPP_ENV=testing\n");
        $artisan = $this->project->artisan(['netsvr:secret', '--force']);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertSame(1, preg_match('~netsvr:([0-9a-f]{48})@~', $artisan->output(), $new), $artisan->output());
        $values = Dotenv\Dotenv::parse((string)file_get_contents($file));
        self::assertSame(['NETSVR_CALLBACK_SECRET' => "$new[1],$old", 'APP_ENV' => 'testing'], $values);
    }

    public function testWithoutAnEnvironmentFileTheSecretIsPrinted(): void
    {
        $artisan = $this->project->artisan(['netsvr:secret']);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertMatchesRegularExpression('~^NETSVR_CALLBACK_SECRET=[0-9a-f]{48}$~m', $artisan->output());
        self::assertFileDoesNotExist("{$this->project->folder}/.env");
    }

    public function testTestsLetClientsComeAndGoWithoutAGateway(): void
    {
        $this->project->app();
        Event::fake([NetsvrConnectionOpened::class, NetsvrConnectionClosed::class]);
        $fake = NetBusFake::start();
        $answer = $fake->open('a1', SocketAuthenticator::class, realIp: 'user-7');
        self::assertSame('7', $answer->getNewCustomerId());
        self::assertTrue($fake->open('a2', SocketAuthenticator::class)->getAllow());
        self::assertFalse($fake->open('a3', SocketAuthenticator::class, realIp: 'nobody')->getAllow());
        Event::assertDispatchedTimes(NetsvrConnectionOpened::class, 2);

        $fake->close('a1');
        $fake->close('a1');
        $fake->close('a2', session: 'claimed');
        $fake->close('a3');
        $lines = file(storage_path('closed'), FILE_IGNORE_NEW_LINES);
        self::assertSame(
            ['["a1","7","{\"token\":\"user-7\"}",["user.7","news"]]', '["a2","","claimed",[]]'],
            $lines
        );
        Event::assertDispatchedTimes(NetsvrConnectionClosed::class, 2);

        $this->expectExceptionMessage('the users cannot be read');
        $fake->open('a4', SocketAuthenticator::class, realIp: 'fail');
    }

    /** A gateway whose callbacks this project takes. */
    private function gatewayOf(string $secret, string $path = 'netsvr', ?string $task = null): DevGate
    {
        $task ??= Port::hold();
        $settings = ['NETSVR_CALLBACK_SECRET' => self::SECRET, 'NETSVR_WORKER_ADDRS' => $task, 'APP_ENV' => 'testing'];
        $url = "http://netsvr:$secret@{$this->project->serve($settings)}/$path";
        $callbacks = ['--on-open', "$url/open", '--on-close', "$url/close"];
        return DevGate::start('--gateway', '8', '--task', $task, ...$callbacks);
    }

    /** One that comes in. */
    private function client(DevGate $gateway, string $realIp): WebSocketClient
    {
        $client = WebSocketClient::connect($gateway->url, 30, ['X-Real-IP' => $realIp]);
        $client->uniqId = (string)$client->receive(30);
        return $client;
    }

    /**
     * What was told of clients that have gone, once there are so many.
     *
     * @return array<string, array{string, string, string, list<string>}> by uniqId
     */
    private function gone(int $clients): array
    {
        $deadline = microtime(true) + 30;
        do {
            usleep(5000);
            $lines = @file("{$this->project->folder}/storage/closed", FILE_IGNORE_NEW_LINES) ?: [];
        } while (count($lines) < $clients && microtime(true) < $deadline);
        return array_column(array_map(static fn(string $line): array => json_decode($line, true), $lines), null, 0);
    }

    private function open(string $token): Response
    {
        $app = $this->project->app(['NETSVR_CALLBACK_SECRET' => self::SECRET]);
        return $this->post($app, 'open', self::opening($token));
    }

    private function post(
        Application $app,
        string $callback,
        string $body,
        ?string $authorization = 'Basic ' . 'bmV0c3ZyOjAxMjM0NTY3ODlhYmNkZWYwMTIzNDU2Nzg5YWJjZGVm',
        string $path = 'netsvr'
    ): Response {
        $headers = ['CONTENT_TYPE' => 'application/x-protobuf'];
        if ($authorization !== null) {
            $headers['HTTP_AUTHORIZATION'] = $authorization;
        }
        return $this->handle($app, Request::create("/$path/$callback", 'POST', [], [], [], $headers, $body));
    }

    private function handle(Application $app, Request $request): Response
    {
        $response = $app->make(Kernel::class)->handle($request);
        return $response;
    }

    private function answer(Response $response): ConnOpenResp
    {
        self::assertSame([200, 'application/x-protobuf'], [$response->getStatusCode(), $response->headers->get('Content-Type')]);
        $answer = new ConnOpenResp();
        $answer->mergeFromString((string)$response->getContent());
        return $answer;
    }

    /** The bytes of a ConnOpen as gateways of 8.x have it. */
    private static function opening(string $token): string
    {
        $bytes = '';
        foreach ([1 => self::UNIQ_ID, 3 => '10.0.0.7', 4 => $token, 5 => '127.0.0.1'] as $field => $text) {
            $bytes .= chr($field << 3 | 2) . chr(strlen($text)) . $text;
        }
        return $bytes;
    }

    private static function closing(string $customerId): string
    {
        return (new ConnClose())->setUniqId(self::UNIQ_ID)->setCustomerId($customerId)->serializeToString();
    }
}
