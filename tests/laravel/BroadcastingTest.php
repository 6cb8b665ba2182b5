<?php
declare(strict_types=1);

use App\OrderShipped;
use Illuminate\Broadcasting\BroadcastException;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\Encryption;
use NetsvrBusiness\Laravel\Broadcasting\MessageIds;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\ConnectionSignature;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use PHPUnit\Framework\Attributes\DataProvider;

final class BroadcastingTest extends LaravelTestCase
{
    private const UNIQ_ID = '7f00000117ad653b1a2c00000001';

    private const KEY = 'MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=';

    public function testAnEventReachesTheClientsThatSubscribedToItsChannel(): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        [$subscriber, $other] = [$gateway->client(), $gateway->client()];
        NetBus::topicSubscribe($subscriber->uniqId, self::topics($app, 'private-orders.7'), 'subscribed');
        self::assertSame('subscribed', $subscriber->receive(20));

        event(new OrderShipped(7, ['orders.7']));

        $message = json_decode((string)$subscriber->receive(20), true);
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/', $message['message_id']);
        unset($message['message_id']);
        self::assertSame(
            ['event' => OrderShipped::class, 'channel' => 'private-orders.7', 'data' => '{"id":7}'],
            $message
        );
        self::assertSame([], $other->receiveAll());
        self::assertNull($subscriber->receive(0.1));
    }

    public function testEachChannelOfAnEventHasItsOwnMessage(): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        [$one, $two] = [$gateway->client(), $gateway->client()];
        NetBus::topicSubscribe($one->uniqId, self::topics($app, 'private-orders.1'), '.');
        NetBus::topicSubscribe($two->uniqId, self::topics($app, 'news', 'private-orders.1'), '.');
        self::assertSame(['.', '.'], [$one->receive(20), $two->receive(20)]);

        event(new OrderShipped(1, ['orders.1', '#news', 'orders.1']));

        self::assertSame(['private-orders.1'], $this->channels($one->receiveAll(atLeast: 1)));
        self::assertSame(['news', 'private-orders.1'], $this->channels($two->receiveAll(atLeast: 2)));
    }

    /** @dataProvider socketIds */
    #[DataProvider('socketIds')]
    public function testToOthersSparesTheConnectionThatCausedIt(Closure $socketId): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        [$sender, $other] = [$gateway->client(), $gateway->client()];
        foreach ([$sender, $other] as $client) {
            NetBus::topicSubscribe($client->uniqId, self::topics($app, 'private-orders.7', 'news'), '.');
            self::assertSame('.', $client->receive(20));
        }
        $headers = ['HTTP_X_SOCKET_ID' => $socketId($sender->uniqId)];
        $app->instance('request', Request::create('/', 'POST', server: $headers));

        broadcast(new OrderShipped(7, ['orders.7', '#news']))->toOthers();

        self::assertSame(['news', 'private-orders.7'], $this->channels([(string)$other->receive(20), (string)$other->receive(20)]));
        self::assertSame([], $sender->receiveAll());
    }

    public static function socketIds(): array
    {
        return ['of Pusher' => [SocketId::of(...)], 'uniqId' => [static fn(string $uniqId): string => $uniqId]];
    }

    /** @dataProvider policies */
    #[DataProvider('policies')]
    public function testWhatBecomesOfAGatewayThatIsDownWhileAnotherIsUp(string|bool $throw, bool $thrown, bool $toOthers): void
    {
        [$gateway, $down] = [DevGate::start(), DevGate::start()];
        $down->stop();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => "$gateway->workerAddr,$down->workerAddr"]);
        $app->make('config')->set('broadcasting.connections.netsvr.throw', $throw);
        $app->forgetInstance(Illuminate\Broadcasting\BroadcastManager::class);
        $client = $gateway->client();
        NetBus::topicSubscribe($client->uniqId, self::topics($app, 'private-orders.7'), '.');
        self::assertSame('.', $client->receive(20));
        if ($toOthers) {
            $app->instance('request', Request::create('/', 'POST', server: ['HTTP_X_SOCKET_ID' => self::UNIQ_ID]));
        }
        $caught = null;
        try {
            broadcast(new OrderShipped(7, ['orders.7']))->toOthers();
        } catch (BroadcastException $caught) {
            self::assertStringContainsString($down->workerAddr, $caught->getMessage());
        }
        self::assertSame($thrown, $caught !== null);
        self::assertSame('log', ini_get('netsvr.on_send_failure'));
        self::assertSame(['private-orders.7'], $this->channels([(string)$client->receive(20)]));
        if (!$thrown) {
            $line = "did not reach 1 of 2 gateways: $down->workerAddr: ";
            self::assertStringContainsString($line, $this->project->log());
        }
    }

    public static function policies(): array
    {
        $policies = ['all' => ['all', false], 'any' => ['any', true], 'never' => ['never', false], 'true' => [true, true]];
        $cases = [];
        foreach ($policies as $name => [$throw, $thrown]) {
            $cases[$name] = [$throw, $thrown, false];
            $cases["$name, to others"] = [$throw, $thrown, true];
        }
        return $cases;
    }

    public function testAWrongPolicyIsNamed(): void
    {
        $app = $this->project->app();
        $app->make('config')->set('broadcasting.connections.netsvr.throw', 'sometimes');
        $app->forgetInstance(Illuminate\Broadcasting\BroadcastManager::class);
        $this->expectExceptionMessage('"sometimes": it has to be all, any or never');
        event(new OrderShipped(7, ['orders.7']));
    }

    public function testWhatAJobSendsHasTheSameIdWhenItIsTriedAgain(): void
    {
        $ids = $this->project->app()->make(MessageIds::class);
        $ids->within('4f1c');
        $first = [$ids->next(), $ids->next()];
        $ids->within('4f1c');
        self::assertSame($first, [$ids->next(), $ids->next()]);
        $ids->within(null);
        self::assertCount(4, array_unique([...$first, $ids->next(), $ids->next()]));
    }

    public function testAJobThatAJobRunsInItselfIsAPartOfIt(): void
    {
        $app = $this->project->app();
        $app->make('queue.worker');
        $ids = $app->make(MessageIds::class);
        $job = $this->createMock(Illuminate\Contracts\Queue\Job::class);
        $job->method('uuid')->willReturn('4f1c');
        $inner = new Illuminate\Queue\Jobs\SyncJob($app, '{"uuid":"inner"}', 'sync', 'default');
        $attempt = static function () use ($ids, $job, $inner): array {
            event(new Illuminate\Queue\Events\JobProcessing('redis', $job));
            $sent = [$ids->next()];
            event(new Illuminate\Queue\Events\JobProcessing('sync', $inner));
            $sent[] = $ids->next();
            event(new Illuminate\Queue\Events\JobProcessed('sync', $inner));
            $sent[] = $ids->next();
            event(new Illuminate\Queue\Events\JobProcessed('redis', $job));
            return $sent;
        };
        $first = $attempt();
        self::assertCount(3, array_unique($first));
        self::assertSame($first, $attempt());
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
        $app->make('config')->set('broadcasting.connections.netsvr.throw', 'never');
        $app->forgetInstance(Illuminate\Broadcasting\BroadcastManager::class);
        event(new OrderShipped(7, ['orders.7']));
        self::assertStringContainsString('did not reach 1 of 1 gateways', $this->project->log());
    }

    public function testAPrefixKeepsChannelsApartFromOtherTopics(): void
    {
        $gateway = DevGate::start();
        foreach (['laravel:', 'own:', ''] as $prefix) {
            $app = $this->project->app([
                'NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_PREFIX' => $prefix, 'NETSVR_APP_ID' => 'shop',
            ]);
            $client = $gateway->client();
            NetBus::topicSubscribe($client->uniqId, "{$prefix}shop:news", '.');
            self::assertSame('.', $client->receive(20));
            event(new OrderShipped(7, ['#news', 'news']));
            self::assertSame(['news'], $this->channels([(string)$client->receive(20)]));
            self::assertSame([], $client->receiveAll());
        }
    }

    public function testTheDialectOfThePackageHasItsDataAsItIs(): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_DIALECT' => 'json']);
        $client = $gateway->client();
        NetBus::topicSubscribe($client->uniqId, self::topics($app, 'private-orders.7'), '.');
        self::assertSame('.', $client->receive(20));
        event(new OrderShipped(7, ['orders.7']));
        self::assertSame(['id' => 7], json_decode((string)$client->receive(20), true)['data']);
    }

    public function testWhatIsSentOnAnEncryptedChannelCanBeReadWithItsSecretAlone(): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_ENCRYPTION_KEY' => self::KEY]);
        $client = $gateway->client();
        $channel = 'private-encrypted-orders.7';
        NetBus::topicSubscribe($client->uniqId, self::topics($app, $channel), '.');
        self::assertSame('.', $client->receive(20));

        event(new OrderShipped(7, [new Illuminate\Broadcasting\EncryptedPrivateChannel('orders.7')]));

        $message = json_decode((string)$client->receive(20), true);
        $sealed = json_decode($message['data'], true);
        self::assertSame(['nonce', 'ciphertext'], array_keys($sealed));
        $application = $app->make(Applications::class)->default();
        self::assertSame('{"id":7}', Encryption::open($application, $channel, $sealed));
        self::assertNull(Encryption::open($application, "$channel.1", $sealed));

        [$status, $body] = $this->auth($app, 7, $channel);
        self::assertSame(200, $status);
        // as the libraries of Pusher derive it
        $secret = hash('sha256', $channel . base64_decode(self::KEY), true);
        self::assertSame(base64_encode($secret), $body['shared_secret']);
        self::assertSame('{"id":7}', sodium_crypto_secretbox_open(
            base64_decode($sealed['ciphertext']),
            base64_decode($sealed['nonce']),
            $secret
        ));
    }

    /** @dataProvider encrypted */
    #[DataProvider('encrypted')]
    public function testNothingOfAnEventGoesOutInClearTextThatIsToBeEncrypted(array $channels): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $app->make('config')->set('broadcasting.connections.netsvr.throw', 'never');
        $client = $gateway->client();
        NetBus::topicSubscribe($client->uniqId, self::topics($app, 'private-encrypted-orders.7', 'news'), '.');
        self::assertSame('.', $client->receive(20));
        try {
            event(new OrderShipped(7, $channels));
            self::fail('no exception');
        } catch (LogicException $exception) {
            self::assertStringContainsString('Set NETSVR_ENCRYPTION_KEY', $exception->getMessage());
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

    public function testNobodyIsAuthorizedForAnEncryptedChannelWithoutAKey(): void
    {
        [$status, $body] = $this->auth($this->project->app(), 7, 'private-encrypted-orders.7');
        self::assertSame(500, $status);
        self::assertArrayNotHasKey('auth', $body);
        self::assertStringContainsString('Set NETSVR_ENCRYPTION_KEY', $this->project->log());
    }

    public function testAPrivateChannelGetsASignatureForTheConnection(): void
    {
        $app = $this->project->app(['REVERB_APP_KEY' => 'the-key', 'REVERB_APP_SECRET' => 'the-secret']);
        [$status, $body] = $this->auth($app, 7, 'private-orders.7');
        self::assertSame(200, $status);
        self::assertSame('{"user_id":"7"}', $body['channel_data']);
        $socketId = SocketId::of(self::UNIQ_ID);
        // as Pusher documents it
        $signed = "$socketId:private-orders.7:{$body['channel_data']}";
        self::assertSame('the-key:' . hash_hmac('sha256', $signed, 'the-secret'), $body['auth']);
        $application = $app->make(Applications::class)->default();
        $verify = static fn(string ...$of): bool => $application->verifyChannel(...$of, channelData: $body['channel_data']);
        self::assertTrue($verify($body['auth'], $socketId, 'private-orders.7'));
        self::assertFalse($verify($body['auth'], $socketId, 'private-orders.8'));
        self::assertFalse($verify($body['auth'], strrev($socketId), 'private-orders.7'));
        self::assertFalse($verify('', $socketId, 'private-orders.7'));
    }

    public function testAPresenceChannelSaysWhoTheUserIs(): void
    {
        $app = $this->project->app();
        [$status, $body] = $this->auth($app, 7, 'presence-room.3');
        self::assertSame(200, $status);
        self::assertSame(
            ['user_id' => '7', 'user_info' => ['name' => 'user 7']],
            json_decode($body['channel_data'], true)
        );
        $application = $app->make(Applications::class)->default();
        $socketId = SocketId::of(self::UNIQ_ID);
        self::assertTrue($application->verifyChannel($body['auth'], $socketId, 'presence-room.3', $body['channel_data']));
        $forged = str_replace('7', '8', $body['channel_data']);
        self::assertFalse($application->verifyChannel($body['auth'], $socketId, 'presence-room.3', $forged));
    }

    /** @dataProvider refused */
    #[DataProvider('refused')]
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

        // Whoever names the connection of somebody else cannot know what it was greeted with.
        foreach (['', $app->make(ConnectionSignature::class)->sign(self::UNIQ_ID)] as $forged) {
            self::assertSame(403, $this->auth($app, 7, 'private-orders.7', $client->uniqId, $forged)[0]);
        }
        event(new OrderShipped(7, ['orders.7']));
        self::assertSame([], $client->receiveAll());
        $signature = $app->make(ConnectionSignature::class)->sign($client->uniqId);
        self::assertSame(200, $this->auth($app, 7, 'private-orders.7', $client->uniqId, $signature)[0]);
        event(new OrderShipped(7, ['orders.7']));
        self::assertSame(['private-orders.7'], $this->channels([(string)$client->receive(20)]));
    }

    /** @return list<string> */
    private static function topics(Application $app, string ...$channels): array
    {
        return array_map($app->make(Applications::class)->default()->topic(...), $channels);
    }

    /** @return array{int, mixed} status and body */
    private function auth(
        Application $app,
        ?int $user,
        string $channel,
        string $socketId = self::UNIQ_ID,
        string $signature = ''
    ): array {
        $fields = ['channel_name' => $channel, 'socket_id' => $socketId, 'socket_signature' => $signature];
        $request = Request::create('/broadcasting/auth', 'POST', $fields);
        $request->headers->set('Accept', 'application/json');
        if ($user !== null) {
            $request->headers->set('X-User', (string)$user);
        }
        $response = $app->make(Kernel::class)->handle($request);
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
