<?php
declare(strict_types=1);

use Illuminate\Foundation\Application as Laravel;
use Netsvr\TopicSubscribe;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\LaravelTestCase;
use PHPUnit\Framework\Attributes\DataProvider;

/** What strangers try: anybody can connect to a gateway and send it any bytes. */
final class HostileClientsTest extends LaravelTestCase
{
    private Laravel $app;
    private Application $application;
    private NetBusFake $fake;

    /** @dataProvider queries */
    #[DataProvider('queries')]
    public function testAQueryOfAnyBytesIsAnswered(string $query, bool $isWelcome): void
    {
        $this->play();
        $client = $this->fake->clientConnects(rawQuery: $query);
        self::assertSame($isWelcome, $this->fake->client($client)->isOnline);
        $text = $this->fake->received($client)[0];
        self::assertSame($isWelcome ? 'pusher:connection_established' : 'pusher:error', json_decode($text, true)['event']);
        self::assertLessThan(300, strlen($text));
        self::assertStringNotContainsString("\nforged", $this->project->log());
    }

    public static function queries(): array
    {
        return [
            'a key that is no UTF-8' => ['app_key=%FF%FE', false],
            'a line for the log' => ['app_key=x%0Aforged', false],
            'a long key' => ['app_key=' . str_repeat('x', 100_000), false],
            'an empty key' => ['app_key=', false],
            'a list' => ['app_key[]=1&app_key[x]=2', true],
            'more parameters than PHP takes' => [implode('&', array_fill(0, 5000, 'a=1')), true],
            'a key behind that of the proxy' => ['app_key=wrong&app_key=', false],
            'a ticket that is none' => ['ticket=%FF', false],
        ];
    }

    public function testStrangersDoNotFillTheLog(): void
    {
        $this->play();
        for ($client = 0; $client < 50; $client++) {
            $this->fake->clientConnects(rawQuery: "app_key=wrong$client");
        }
        self::assertSame(1, substr_count($this->project->log(), 'is refused'));
    }

    public function testASignatureProvesOneChannelWithItsData(): void
    {
        $this->play();
        $socketId = SocketId::of($client = $this->fake->clientConnects());
        $data = '{"user_id":"1","user_info":null}';
        // Signed by whoever signs as Pusher does, without data: the same text as that of a channel with data.
        $auth = $this->application->signChannel($socketId, "presence-room:$data");
        $spaced = $this->application->signChannel($socketId, "presence-room: $data");
        $this->subscribe($client, ['channel' => 'presence-room', 'channel_data' => " $data", 'auth' => $spaced]);
        $this->subscribe($client, ['channel' => "presence-room:$data", 'auth' => $auth]);
        self::assertCount(2, $this->fake->receivedEvents($client, 'pusher:subscription_error'));
        // A channel of that name would be a user who signs in.
        $auth = $this->application->signChannel($socketId, ':user:: {"id":"1"}');
        $this->fake->says($client, ['event' => 'pusher:signin', 'data' => ['auth' => $auth, 'user_data' => ' {"id":"1"}']]);
        self::assertSame('', $this->fake->client($client)->customerId);
        $broadcaster = $this->app->make(Illuminate\Contracts\Broadcasting\Factory::class)->connection('netsvr');
        foreach (["private-orders.7:$data", ':user::{"id":"1"}'] as $channel) {
            try {
                $broadcaster->auth(Illuminate\Http\Request::create('/', 'POST', ['socket_id' => $socketId, 'channel_name' => $channel]));
                self::fail("$channel has been signed");
            } catch (Symfony\Component\HttpKernel\Exception\AccessDeniedHttpException) {
                $this->fake->assertNotSent(TopicSubscribe::class, static fn($sent): bool => str_contains(json_encode($sent), 'room'));
            }
        }
    }

    public function testAClientSubscribesToSoManyChannels(): void
    {
        $this->play(['NETSVR_MAX_CHANNELS' => '3']);
        $client = $this->fake->clientConnects();
        foreach (['a', 'b', 'c', 'd', 'c'] as $channel) {
            $this->subscribe($client, ['channel' => $channel]);
        }
        self::assertCount(4, $this->fake->receivedEvents($client, 'pusher_internal:subscription_succeeded'));
        $this->fake->assertReceivedEvent($client, 'pusher:subscription_error', 'd');
        $this->fake->says($client, ['event' => 'pusher:unsubscribe', 'data' => ['channel' => 'a']]);
        $this->subscribe($client, ['channel' => 'd']);
        self::assertCount(5, $this->fake->receivedEvents($client, 'pusher_internal:subscription_succeeded'));
    }

    public function testWhatIsWhisperedComesAsItWasSaid(): void
    {
        $this->play();
        [$one, $two] = [$this->fake->clientConnects(), $this->fake->clientConnects()];
        foreach ([$one, $two] as $client) {
            $auth = $this->application->signChannel(SocketId::of($client), 'private-room');
            $this->subscribe($client, ['channel' => 'private-room', 'auth' => $auth]);
        }
        $this->fake->forget();
        foreach (['{"empty":{},"list":[],"0":1.5,"é":null}', '{}', '[]', '"text"', '0', 'null'] as $data) {
            $this->fake->says($one, '{"event":"client-x","channel":"private-room","user_id":"forged","data":' . $data . '}');
            $received = $this->fake->received($two);
            self::assertSame('{"event":"client-x","channel":"private-room","data":' . $data . '}', end($received));
        }
        // What PHP reads and cannot write.
        foreach (['1e999', '{"\u0000x":1}'] as $data) {
            $this->fake->says($one, '{"event":"client-x","channel":"private-room","data":' . $data . '}');
        }
        self::assertCount(2, $this->fake->receivedEvents($one, 'pusher:error'));
        self::assertCount(6, $this->fake->received($two));
    }

    public function testAConnectionOfNoApplicationComesAgainWhereThereAreSeveral(): void
    {
        $this->play();
        $this->app->instance(Applications::class, new Applications([
            $this->application, new Application('other', 'key', 'secret'),
        ]));
        $client = $this->fake->clientConnects(rawQuery: "app_key=key");
        $topics = $this->fake->client($client)->topics();
        self::assertStringStartsWith('laravel:other#', $topics[0]);
        NetBus::topicUnsubscribe($client, $topics[0]);
        $this->subscribe($client, ['channel' => 'news']);
        self::assertFalse($this->fake->client($client)->isOnline);
        $this->fake->assertNotSent(TopicSubscribe::class, static fn($sent): bool => str_contains(json_encode($sent), 'news'));
    }

    public function testApplicationsThatShareGatewaysSayWhoseUsersAreWho(): void
    {
        $blog = ['id' => 'blog', 'key' => 'k', 'secret' => 's'];
        $one = Applications::fromConfig([[], $blog + ['customer_prefix' => '']], 'key', 'laravel:');
        self::assertSame('7', $one->find('blog')?->customerId(7));
        $this->expectExceptionMessage('apps: blog has no customer_prefix');
        Applications::fromConfig([[], $blog + ['customer_prefix' => null]], 'key', 'laravel:');
    }

    /** The routes that clients ask for signatures: what is no name of a channel, or of a connection, is refused. */
    public function testRequestsForSignaturesAreAnsweredOrRefused(): void
    {
        $app = $this->project->app();
        Illuminate\Support\Facades\Broadcast::channel('{any}', static fn($user): array => ['name' => 'Ann']);
        $good = ['socket_id' => '35747322060582505.12318515960741889', 'channel_name' => 'private-x'];
        $odd = [
            null, '', [], ['x'], ['a' => ['b']], 7, "\xff", "a\0b", str_repeat('x', 100_000), 'private-', '99999999999999999.1', '1.', '.1',
            '-1.5', '1.5.2', "1.5\n", '1:2', ':', '#server-to-user-7', 'private-encrypted-x', "7f00000117ad\n",
        ];
        $statuses = [];
        foreach (['/broadcasting/auth', '/broadcasting/user-auth'] as $uri) {
            foreach (['socket_id', 'channel_name'] as $field) {
                foreach ($odd as $value) {
                    foreach ([null, '7'] as $user) {
                        $request = Illuminate\Http\Request::create($uri, 'POST', [$field => $value] + $good);
                        $request->headers->set('Accept', 'application/json');
                        $user === null || $request->headers->set('X-User', $user);
                        $app->make('auth')->forgetGuards();
                        $status = $app->make(Illuminate\Contracts\Http\Kernel::class)->handle($request)->getStatusCode();
                        $statuses[$status][] = [$field, $value, $user];
                    }
                }
            }
        }
        // An encrypted channel without a key, and a user who may subscribe to it. Older versions of Laravel have no user-auth.
        self::assertSame([['channel_name', 'private-encrypted-x', '7']], $statuses[500]);
        self::assertSame([], array_diff(array_keys($statuses), [200, 403, 404, 500]));
    }

    /**
     * Messages by chance, of the protocols' words and of nonsense: all are answered or ignored, and nothing is thrown.
     *
     * @dataProvider dialects
     */
    #[DataProvider('dialects')]
    public function testNoMessageIsAnException(string $dialect): void
    {
        $this->play(['NETSVR_DIALECT' => $dialect]);
        $client = $this->fake->clientConnects();
        $socketId = SocketId::of($client);
        $channels = [
            'news', 'private-a', 'presence-a', 'private-encrypted-a', 'cache-a', 'private-cache-a', '#server-to-user-1', '',
            "a\0b", 'presence-', 'private-', '__proto__', 'constructor', '0', 0, 1.5, null, true, [], ['channel'], 'é', "\u{202e}",
            str_repeat('x', 200), str_repeat('x', 201), 'laravel:another:x', 'a:{"user_id":"1"}', '*', "'", '"',
        ];
        $datas = [
            '{"user_id":"1"}', '{"user_id":1,"user_info":{}}', '{"user_id":""}', '{"user_id":{}}', '{"user_id":null}', '[]', '7',
            '{"user_id":"__proto__","user_info":[]}', '{"id":"7"}', '{"id":7}', '{"id":[]}', '{"id":true}', 'x', '', 7, null,
            [], '{"user_id":1e99}', '{"user_id":"' . str_repeat('9', 1000) . '"}',
        ];
        $events = [
            'pusher:subscribe', 'pusher:unsubscribe', 'pusher:signin', 'pusher:ping', 'pusher:pong', 'client-x', 'client-',
            'pusher:', 'pusher_internal:subscription_succeeded', 'netsvr:subscribe', 'netsvr:unsubscribe', '', 'x', 7, null, [], true,
        ];
        mt_srand(16);
        $any = static fn(array $of): mixed => $of[mt_rand(0, count($of) - 1)];
        for ($round = 0; $round < 3000; $round++) {
            [$channel, $data] = [$any($channels), $any($datas)];
            $auth = $any([
                null, 7, [], '', ':', 'x:y', $this->application->key . ':',
                is_string($channel) && is_string($data) ? $this->application->signChannel($socketId, $channel, $data) : '',
                is_string($channel) && is_string($data) ? $this->application->signChannel($client, $channel, $data) : '',
                is_string($data) ? $this->application->signUser($socketId, $data) : '',
            ]);
            $inner = ['channel' => $channel, 'auth' => $auth, 'channel_data' => $data, 'user_data' => $data];
            $inner = $any([$inner, $inner, $inner, json_encode($inner), $any($datas), 'x', [$inner]]);
            $text = (string)json_encode(['event' => $any($events), 'channel' => $channel, 'data' => $inner]
                + ['auth' => $auth, 'channel_data' => $data]);
            $text = match (mt_rand(0, 9)) {
                0 => substr($text, 0, mt_rand(1, strlen($text))),
                1 => str_replace('a', "\xff", $text),
                2 => str_repeat('[', mt_rand(1, 600)) . $text,
                default => $text,
            };
            $this->fake->says($client, $text);
        }
        foreach ($this->fake->received($client) as $received) {
            self::assertIsString(json_decode($received, true, 512, JSON_THROW_ON_ERROR)['event']);
        }
        if ($dialect === 'json') {
            $this->fake->assertReceivedEvent($client, 'netsvr:subscribed', 'news');
            return;
        }
        $this->fake->forget();
        $this->fake->says($client, ['event' => 'pusher:ping', 'data' => []]);
        self::assertSame(['{"event":"pusher:pong","data":"{}"}'], $this->fake->received($client));
        self::assertContains($this->fake->client($client)->customerId, ['1', '7', '__proto__', str_repeat('9', 1000)]);
    }

    public static function dialects(): array
    {
        return ['pusher' => ['pusher'], 'json' => ['json']];
    }

    /** @param array<string, string> $environment */
    private function play(array $environment = []): void
    {
        $this->app = $this->project->app($environment);
        $this->application = $this->app->make(Applications::class)->default();
        $this->fake = NetBusFake::start();
    }

    /** @param array<string, mixed> $data */
    private function subscribe(string $client, array $data): void
    {
        $this->fake->says($client, ['event' => 'pusher:subscribe', 'data' => $data]);
    }
}
