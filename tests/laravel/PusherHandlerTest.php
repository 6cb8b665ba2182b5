<?php
declare(strict_types=1);

use Illuminate\Foundation\Application as Laravel;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;

/** The Pusher protocol as netsvr:work speaks it, by a client that sees each message. tests/echo has those of npm. */
final class PusherHandlerTest extends LaravelTestCase
{
    private DevGate $gateway;
    private Artisan $work;
    private Laravel $app;
    private Application $application;

    public function testAClientIsGreetedAndItsPingIsAnswered(): void
    {
        $this->work();
        [$client, $socketId] = $this->connect();
        self::assertSame(SocketId::of($client->uniqId), $socketId);
        $client->send('{"event":"pusher:ping","data":{}}');
        self::assertSame('pusher:pong', $this->next($client)['event']);
        self::assertTrue($this->application->owns([$this->application->group($client->uniqId)]));
        // what is nothing of the protocol is nobody's business
        foreach (['', 'not JSON', '[]', '{"event":["x"]}', '{"event":"pusher:subscribe","data":"x"}'] as $nonsense) {
            $nonsense === '' || $client->send($nonsense);
        }
        self::assertSame('pusher:subscription_error', $this->next($client)['event']);
        self::assertSame([], $client->receiveAll());
    }

    public function testClientsSubscribeToPublicAndPrivateChannels(): void
    {
        $this->work();
        [$client, $socketId] = $this->connect();
        $this->say($client, 'pusher:subscribe', ['channel' => 'news']);
        self::assertSame(['event' => 'pusher_internal:subscription_succeeded', 'channel' => 'news', 'data' => '{}'], $this->next($client));

        $channel = 'private-orders.7';
        foreach ([null, '', $this->application->signChannel("1$socketId", $channel)] as $auth) {
            $this->say($client, 'pusher:subscribe', array_filter(['channel' => $channel, 'auth' => $auth], is_string(...)));
            $refused = $this->next($client);
            self::assertSame(['pusher:subscription_error', $channel], [$refused['event'], $refused['channel']]);
            self::assertSame(401, json_decode($refused['data'], true)['status']);
        }
        $auth = $this->application->signChannel($socketId, $channel);
        $this->say($client, 'pusher:subscribe', ['channel' => $channel, 'auth' => $auth]);
        self::assertSame('pusher_internal:subscription_succeeded', $this->next($client)['event']);

        event(new App\OrderShipped(7, ['orders.7']));
        $message = $this->next($client);
        self::assertSame([App\OrderShipped::class, $channel, '{"id":7}'], [$message['event'], $message['channel'], $message['data']]);

        $this->say($client, 'pusher:unsubscribe', ['channel' => $channel]);
        $this->roundTrip($client);
        event(new App\OrderShipped(7, ['orders.7', '#news']));
        self::assertSame('news', $this->next($client)['channel']);
        self::assertSame([], $client->receiveAll());
    }

    public function testNamesThatNobodyMaySubscribeTo(): void
    {
        $this->work();
        [$client] = $this->connect();
        foreach (['#server-to-user-7', "a\nb", str_repeat('x', 201), ''] as $channel) {
            $this->say($client, 'pusher:subscribe', ['channel' => $channel]);
            self::assertSame('pusher:subscription_error', $this->next($client)['event'], $channel);
        }
    }

    public function testAPrivateChannelSaysWhoTheClientIs(): void
    {
        $this->work();
        [$client, $socketId] = $this->connect();
        $channelData = '{"user_id":7}';
        $auth = $this->application->signChannel($socketId, 'private-orders.7', $channelData);
        $data = ['channel' => 'private-orders.7', 'auth' => $auth, 'channel_data' => $channelData];
        $this->say($client, 'pusher:subscribe', $data);
        self::assertSame('pusher_internal:subscription_succeeded', $this->next($client)['event']);
        $this->roundTrip($client);
        NetBus::singleCastByCustomerId(7, 'for the user');
        self::assertSame('for the user', $client->receive(20));
    }

    public function testAClientSignsIn(): void
    {
        $this->work();
        [$client, $socketId] = $this->connect();
        $userData = '{"id":"7","user_info":{"name":"Ann"}}';
        foreach (['', $this->application->signUser("1$socketId", $userData)] as $forged) {
            $this->say($client, 'pusher:signin', ['auth' => $forged, 'user_data' => $userData]);
            self::assertSame('pusher:error', $this->next($client)['event']);
        }
        $this->say($client, 'pusher:signin', ['auth' => $this->application->signUser($socketId, $userData), 'user_data' => $userData]);
        $success = $this->next($client);
        self::assertSame('pusher:signin_success', $success['event']);
        self::assertSame($userData, json_decode($success['data'], true)['user_data']);
        NetBus::singleCastByCustomerId(7, 'for the user');
        self::assertSame('for the user', $client->receive(20));
        event(new App\OrderShipped(7, ['##server-to-user-7']));
        self::assertSame('#server-to-user-7', $this->next($client)['channel']);
    }

    public function testWhatClientsWhisperReachesTheOthersOfTheChannel(): void
    {
        $this->work();
        $clients = [];
        foreach (['one', 'two', 'stranger'] as $name) {
            [$client, $socketId] = $this->connect();
            $clients[$name] = $client;
            if ($name !== 'stranger') {
                $auth = $this->application->signChannel($socketId, 'private-room');
                $this->say($client, 'pusher:subscribe', ['channel' => 'private-room', 'auth' => $auth]);
                self::assertSame('pusher_internal:subscription_succeeded', $this->next($client)['event']);
            }
            $this->say($client, 'pusher:subscribe', ['channel' => 'news']);
            self::assertSame('pusher_internal:subscription_succeeded', $this->next($client)['event']);
        }
        $whisper = ['event' => 'client-typing', 'channel' => 'private-room', 'data' => ['name' => 'Ann']];
        $clients['one']->send((string)json_encode($whisper + ['user_id' => 'forged']));
        self::assertSame($whisper, $this->next($clients['two']));
        self::assertSame([], $clients['one']->receiveAll());

        $clients['stranger']->send((string)json_encode($whisper));
        self::assertSame('pusher:error', $this->next($clients['stranger'])['event']);
        $clients['one']->send('{"event":"client-typing","channel":"news"}');
        self::assertSame('pusher:error', $this->next($clients['one'])['event']);
        self::assertSame([], $clients['two']->receiveAll());
    }

    public function testACacheChannelHasItsLastEvent(): void
    {
        $this->work(['CACHE_DRIVER' => 'file']);
        [$client] = $this->connect();
        $this->say($client, 'pusher:subscribe', ['channel' => 'cache-news']);
        self::assertSame('pusher_internal:subscription_succeeded', $this->next($client)['event']);
        self::assertSame(['event' => 'pusher:cache_miss', 'channel' => 'cache-news'], $this->next($client));
        event(new App\OrderShipped(7, ['#cache-news']));
        $event = $this->next($client);
        [$later] = $this->connect();
        $this->say($later, 'pusher:subscribe', ['channel' => 'cache-news']);
        self::assertSame('pusher_internal:subscription_succeeded', $this->next($later)['event']);
        self::assertSame($event, $this->next($later));
    }

    public function testAClientThatOnlyListensIsAskedForASignOfLife(): void
    {
        $this->work(['NETSVR_ACTIVITY_TIMEOUT' => '1', 'CACHE_DRIVER' => 'file', 'NETSVR_GAP_REPAIR' => 'false']);
        [$client] = $this->connect();
        self::assertSame('pusher:ping', $this->next($client)['event']);
        $client->send('{"event":"pusher:pong","data":{}}');
        self::assertSame('pusher:ping', $this->next($client)['event']);
    }

    public function testAKeyThatNobodyKnowsIsRefusedAndTheClientDropped(): void
    {
        $this->work();
        $client = $this->gateway->client('?app_key=wrong&protocol=7');
        $error = $this->next($client);
        self::assertSame('pusher:error', $error['event']);
        self::assertSame(['code' => 4001, 'message' => 'No application here has the key wrong: the page and netsvr:work need the same APP_KEY (or NETSVR_APP_KEY).'], json_decode($error['data'], true));
        self::assertNull($client->receive(20));
        self::assertTrue($client->isClosed());
        $known = $this->gateway->client("?app_key={$this->application->key}&protocol=7");
        self::assertSame('pusher:connection_established', $this->next($known)['event']);
    }

    public function testAClientOfAnotherApplicationIsToldSo(): void
    {
        $this->work();
        [$client] = $this->connect();
        NetBus::topicUnsubscribe($client->uniqId, $this->application->group($client->uniqId));
        NetBus::topicSubscribe($client->uniqId, 'laravel:another#03', '.');
        self::assertSame('.', $client->receive(20));
        $this->say($client, 'pusher:subscribe', ['channel' => 'news']);
        $error = $this->next($client);
        self::assertSame('pusher:error', $error['event']);
        self::assertStringContainsString('serves another application than another', $error['data']);
        $line = 'belongs to application another, which this process does not serve';
        self::assertStringContainsString($line, $this->project->log());
    }

    /** @param array<string, string> $environment */
    private function work(array $environment = []): void
    {
        $this->gateway = DevGate::start();
        $environment += ['NETSVR_WORKER_ADDRS' => $this->gateway->workerAddr];
        $this->work = $this->project->artisan(['netsvr:work'], $environment);
        $this->app = $this->project->app($environment);
        $this->application = $this->app->make(Applications::class)->default();
        $this->work->waitFor('/register to \S+ ok/');
    }

    /** @return array{WebSocketClient, string} the client and its socket id */
    private function connect(): array
    {
        $client = $this->gateway->client();
        $message = $this->next($client);
        self::assertSame('pusher:connection_established', $message['event'], $this->work->output());
        return [$client, json_decode($message['data'], true)['socket_id']];
    }

    /** @param array<string, mixed> $data */
    private function say(WebSocketClient $client, string $event, array $data): void
    {
        $client->send((string)json_encode(['event' => $event, 'data' => $data]));
    }

    /** Waits until what was said before has been done. */
    private function roundTrip(WebSocketClient $client): void
    {
        $this->say($client, 'pusher:ping', []);
        self::assertSame('pusher:pong', $this->next($client)['event']);
        usleep(50_000);
    }

    /** @return array<string, mixed> */
    private function next(WebSocketClient $client): array
    {
        $text = $client->receive(20);
        self::assertNotNull($text, $this->work->output() . $this->project->log());
        return json_decode($text, true, 8, JSON_THROW_ON_ERROR);
    }
}
