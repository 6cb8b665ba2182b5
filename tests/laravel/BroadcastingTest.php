<?php
declare(strict_types=1);

use App\OrderShipped;
use Illuminate\Broadcasting\BroadcastException;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use NetsvrBusiness\Laravel\Broadcasting\ChannelSignature;
use NetsvrBusiness\Laravel\Broadcasting\NetsvrBroadcaster;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;

final class BroadcastingTest extends LaravelTestCase
{
    private const UNIQ_ID = '7f00000117ad653b1a2c00000001';

    public function testAnEventReachesTheClientsThatSubscribedToItsChannel(): void
    {
        $gateway = DevGate::start();
        $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        [$subscriber, $other] = [$gateway->client(), $gateway->client()];
        NetBus::topicSubscribe($subscriber->uniqId, 'laravel:private-orders.7', 'subscribed');
        self::assertSame('subscribed', $subscriber->receive(5));

        event(new OrderShipped(7, ['orders.7']));

        self::assertSame(
            ['event' => OrderShipped::class, 'channel' => 'private-orders.7', 'data' => ['id' => 7]],
            json_decode((string)$subscriber->receive(5), true)
        );
        self::assertSame([], $other->receiveAll());
        self::assertNull($subscriber->receive(0.1));
    }

    public function testEachChannelOfAnEventHasItsOwnMessage(): void
    {
        $gateway = DevGate::start();
        $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        [$one, $two] = [$gateway->client(), $gateway->client()];
        NetBus::topicSubscribe($one->uniqId, 'laravel:private-orders.1', '.');
        NetBus::topicSubscribe($two->uniqId, ['laravel:news', 'laravel:private-orders.1'], '.');
        self::assertSame(['.', '.'], [$one->receive(5), $two->receive(5)]);

        event(new OrderShipped(1, ['orders.1', '#news', 'orders.1']));

        self::assertSame(['private-orders.1'], $this->channels($one->receiveAll()));
        self::assertSame(['news', 'private-orders.1'], $this->channels($two->receiveAll()));
    }

    public function testToOthersNamesTheConnectionThatIsToLeaveTheEventAside(): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $client = $gateway->client();
        NetBus::topicSubscribe($client->uniqId, 'laravel:private-orders.7', '.');
        self::assertSame('.', $client->receive(5));
        $app->instance('request', Request::create('/', 'POST', server: ['HTTP_X_SOCKET_ID' => $client->uniqId]));

        broadcast(new OrderShipped(7, ['orders.7']))->toOthers();

        $message = json_decode((string)$client->receive(5), true);
        self::assertSame($client->uniqId, $message['socket']);
        self::assertSame(['id' => 7], $message['data']);
    }

    public function testAnEventThatCannotBeSentIsAnExceptionSoThatItsJobIsTriedAgain(): void
    {
        $gateway = DevGate::start();
        $gateway->stop();
        $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        try {
            event(new OrderShipped(7, ['orders.7']));
            self::fail('no exception');
        } catch (BroadcastException $exception) {
            self::assertStringContainsString('netsvr error: ', $exception->getMessage());
        }
        self::assertSame('log', ini_get('netsvr.on_send_failure'));
    }

    public function testAConnectionMayLeaveFailuresToTheLog(): void
    {
        $gateway = DevGate::start();
        $gateway->stop();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $app->make('config')->set('broadcasting.connections.netsvr.throw', false);
        $app->forgetInstance(Illuminate\Broadcasting\BroadcastManager::class);
        event(new OrderShipped(7, ['orders.7']));
        self::assertStringContainsString('failed', $this->project->log());
    }

    public function testAPrefixKeepsChannelsApartFromOtherTopics(): void
    {
        $gateway = DevGate::start();
        $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $signature = new ChannelSignature('secret');
        foreach (['laravel:' => [], 'own:' => ['prefix' => 'own:'], '' => ['prefix' => '']] as $prefix => $config) {
            $client = $gateway->client();
            NetBus::topicSubscribe($client->uniqId, "{$prefix}news", '.');
            self::assertSame('.', $client->receive(5));
            (new NetsvrBroadcaster($signature, $config))->broadcast(['news'], 'told', []);
            self::assertSame('{"event":"told","channel":"news","data":{}}', $client->receive(5));
            self::assertSame([], $client->receiveAll());
        }
    }

    /** @dataProvider encrypted */
    public function testNothingOfAnEventGoesOutInClearTextThatIsToBeEncrypted(array $channels): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $app->make('config')->set('broadcasting.connections.netsvr.throw', false);
        $client = $gateway->client();
        $topics = ['laravel:private-encrypted-orders.7', 'laravel:news'];
        NetBus::topicSubscribe($client->uniqId, $topics, '.');
        self::assertSame('.', $client->receive(5));
        try {
            event(new OrderShipped(7, $channels));
            self::fail('no exception');
        } catch (LogicException $exception) {
            self::assertStringContainsString('netsvr does not encrypt', $exception->getMessage());
            self::assertStringContainsString('private-encrypted-orders.7', $exception->getMessage());
        }
        self::assertSame([], $client->receiveAll());
    }

    public static function encrypted(): array
    {
        return [
            'the channel of Laravel' => [[new Illuminate\Broadcasting\EncryptedPrivateChannel('orders.7')]],
            'its name' => [['#private-encrypted-orders.7']],
            'behind others' => [['#news', new Illuminate\Broadcasting\EncryptedPrivateChannel('orders.7')]],
        ];
    }

    public function testNobodyIsAuthorizedForAChannelThatIsToBeEncrypted(): void
    {
        [$status, $body] = $this->auth($this->project->app(), 7, 'private-encrypted-orders.7');
        self::assertSame(403, $status);
        self::assertStringContainsString('netsvr does not encrypt', $body['message']);
        self::assertArrayNotHasKey('auth', $body);
    }

    public function testAPrivateChannelGetsASignatureForTheConnection(): void
    {
        $app = $this->project->app();
        [$status, $body] = $this->auth($app, 7, 'private-orders.7');
        self::assertSame(200, $status);
        self::assertSame(['auth'], array_keys($body));
        $signature = $app->make(ChannelSignature::class);
        self::assertTrue($signature->verify($body['auth'], self::UNIQ_ID, 'private-orders.7'));
        self::assertFalse($signature->verify($body['auth'], self::UNIQ_ID, 'private-orders.8'));
        self::assertFalse($signature->verify($body['auth'], strrev(self::UNIQ_ID), 'private-orders.7'));
        self::assertFalse($signature->verify('', self::UNIQ_ID, 'private-orders.7'));
    }

    public function testAPresenceChannelSaysWhoTheUserIs(): void
    {
        $app = $this->project->app();
        [$status, $body] = $this->auth($app, 7, 'presence-room.3');
        self::assertSame(200, $status);
        self::assertSame(
            ['user_id' => 7, 'user_info' => ['name' => 'user 7']],
            json_decode($body['channel_data'], true)
        );
        $signature = $app->make(ChannelSignature::class);
        self::assertTrue($signature->verify($body['auth'], self::UNIQ_ID, 'presence-room.3', $body['channel_data']));
        $forged = str_replace('7', '8', $body['channel_data']);
        self::assertFalse($signature->verify($body['auth'], self::UNIQ_ID, 'presence-room.3', $forged));
    }

    /** @dataProvider refused */
    public function testWhoMayNotIsRefused(?int $user, string $channel, string $socketId): void
    {
        $app = $this->project->app();
        self::assertSame(403, $this->auth($app, $user, $channel, $socketId)[0]);
    }

    public static function refused(): array
    {
        return [
            'the order of another user' => [8, 'private-orders.7', self::UNIQ_ID],
            'a guest' => [null, 'private-orders.7', self::UNIQ_ID],
            'a channel nobody knows' => [7, 'private-secrets', self::UNIQ_ID],
            'no channel' => [7, '', self::UNIQ_ID],
            'no connection' => [7, 'private-orders.7', ''],
            'a connection that cannot be' => [7, 'private-orders.7', 'a:b'],
        ];
    }

    public function testAuthenticationMaySubscribeTheConnectionAtOnce(): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $app->make('config')->set('broadcasting.connections.netsvr.subscribe_on_auth', true);
        $app->forgetInstance(Illuminate\Broadcasting\BroadcastManager::class);
        Illuminate\Support\Facades\Broadcast::clearResolvedInstances();
        Illuminate\Support\Facades\Broadcast::channel('orders.{id}', static fn($user, string $id): bool => true);

        self::assertSame(200, $this->auth($app, 7, 'private-orders.7', $client->uniqId)[0]);
        event(new OrderShipped(7, ['orders.7']));
        self::assertSame(['private-orders.7'], $this->channels([(string)$client->receive(5)]));
    }

    /** @return array{int, mixed} status and body */
    private function auth(Application $app, ?int $user, string $channel, string $socketId = self::UNIQ_ID): array
    {
        $fields = ['channel_name' => $channel, 'socket_id' => $socketId];
        $request = Request::create('/broadcasting/auth', 'POST', $fields);
        $request->headers->set('Accept', 'application/json');
        if ($user !== null) {
            $request->headers->set('X-User', (string)$user);
        }
        $response = $app->make(Kernel::class)->handle($request);
        restore_error_handler();
        restore_exception_handler();
        return [$response->getStatusCode(), json_decode((string)$response->getContent(), true)];
    }

    /**
     * @param list<string> $messages
     * @return list<string> sorted
     */
    private function channels(array $messages): array
    {
        $channels = array_map(static fn(string $message): string => json_decode($message, true)['channel'], $messages);
        sort($channels);
        return $channels;
    }
}
