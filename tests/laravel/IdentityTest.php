<?php
declare(strict_types=1);

use Illuminate\Auth\GenericUser;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\NetsvrTicket;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Program;
use NetsvrTests\Support\WebSocketClient;
use PHPUnit\Framework\Attributes\DataProvider;

/** Connections of users: how they become theirs, and what can be done with them then. */
final class IdentityTest extends LaravelTestCase
{
    private const SECRET = '0123456789abcdef';

    /** @dataProvider dialects */
    #[DataProvider('dialects')]
    public function testAClientThatBringsATicketIsTheUsers(string $dialect, string $greeting): void
    {
        $gateway = DevGate::start('--gateway', '5');
        $app = $this->app($gateway);
        $work = $this->work($gateway, $dialect);
        $ticket = NetsvrTicket::for(7, session: ['role' => 'admin']);

        $client = $this->connect("$gateway->url?lang=en&ticket=$ticket");
        self::assertSame($greeting, $this->event($client), $work->output());
        self::assertSame([$client->uniqId => [
            'customerId' => '7',
            'session' => '{"role":"admin"}',
            'topics' => [$app->make(Applications::class)->default()->group($client->uniqId)],
        ]], NetBus::connInfo($client->uniqId));
        NetBus::singleCastByCustomerId(7, 'Your order has been shipped.');
        self::assertSame('Your order has been shipped.', $client->receive(20));

        $this->assertRefused($this->connect("$gateway->url?ticket=$ticket"), $dialect, 'The ticket has been used.');
        $this->assertRefused($this->connect("$gateway->url?ticket=user-7"), $dialect, 'The ticket is not valid.');
        self::assertNull($client->receive(0.1));
        self::assertFalse($client->isClosed());
    }

    /** @dataProvider dialects */
    #[DataProvider('dialects')]
    public function testAClientWithoutATicketIsAGuest(string $dialect, string $greeting): void
    {
        $gateway = DevGate::start('--gateway', '5');
        $this->app($gateway);
        $work = $this->work($gateway, $dialect);
        foreach (['', '?ticket=', '?lang=en'] as $query) {
            $client = $this->connect($gateway->url . $query);
            self::assertSame($greeting, $this->event($client), $work->output());
            self::assertSame('', NetBus::connInfo($client->uniqId)[$client->uniqId]['customerId']);
        }
    }

    /** @dataProvider dialects */
    #[DataProvider('dialects')]
    public function testAProxyHandsTheTicketToAGatewayOfEight(string $dialect, string $greeting): void
    {
        $gateway = DevGate::start('--gateway', '8');
        $app = $this->app($gateway);
        $work = $this->work($gateway, $dialect);
        $key = $app->make(Applications::class)->default()->key;
        foreach (['%s', "app_key=$key&ticket=%s"] as $realIp) {
            $ticket = NetsvrTicket::for(7, session: 'kept');
            $headers = ['X-Real-IP' => sprintf($realIp, $ticket)];
            $client = $this->connect($gateway->url, $headers);
            self::assertSame($greeting, $this->event($client), $work->output());
            $info = $this->info($client);
            self::assertSame(['7', 'kept'], [$info['customerId'], $info['session']]);
            $this->assertRefused($this->connect($gateway->url, $headers), $dialect, 'The ticket has been used.');
        }
    }

    public function testATicketThatCannotBeCheckedLetsNobodyInAndIsReported(): void
    {
        $gateway = DevGate::start('--gateway', '5');
        $this->app($gateway);
        $work = $this->work($gateway, 'json', ['CACHE_DRIVER' => 'array']);
        $client = $this->connect("$gateway->url?ticket=" . NetsvrTicket::for(7));
        $this->assertRefused($client, 'json', 'Tickets cannot be checked at the moment.');
        $work->waitFor('/The store "array" lives in the memory of one process/');
        self::assertStringContainsString('StoreNotShared', $this->project->log());
    }

    public function testTheOpenCallbackAndTheWorkerTakeTheSameTicketOfAConnection(): void
    {
        $task = Port::hold();
        $gateway = $this->gatewayThatAsks('claimed', $task);
        $app = $this->app($gateway);
        $work = $this->work($gateway, 'json');
        $headers = ['X-Real-IP' => NetsvrTicket::for(7, session: 'kept')];
        $client = $this->connect($gateway->url, $headers);
        // of the callback, and of netsvr:work
        self::assertSame(['netsvr:connected', 'netsvr:connected'], [$this->event($client), $this->event($client)], $work->output());
        self::assertSame([
            'customerId' => '7',
            'session' => 'kept',
            'topics' => [$app->make(Applications::class)->default()->group($client->uniqId)],
        ], $this->info($client));

        $thief = WebSocketClient::connect($gateway->url, 30, $headers);
        self::assertSame('{"event":"netsvr:error","data":{"message":"The ticket has been used."}}', $thief->receive(30));
        self::assertNull($thief->receive(20));
        self::assertSame([1008, 'unauthorized'], [$thief->closeCode, $thief->closeReason]);
    }

    public function testAUserClaimsAConnectionThatTheOpenCallbackHasGreeted(): void
    {
        $task = Port::hold();
        $gateway = $this->gatewayThatAsks('claimed', $task);
        $app = $this->app($gateway);
        $client = $this->connect($gateway->url);
        $greeting = json_decode((string)$client->receive(30), true);
        self::assertSame(['netsvr:connected', $client->uniqId], [$greeting['event'], $greeting['data']['socket_id']]);
        $this->assertClaimed($app, $client, $greeting['data']);
        // One that is claimed is no guest.
        self::assertNull($client->receive(1.2));
        self::assertFalse($client->isClosed());

        $guest = $this->connect($gateway->url);
        self::assertSame('netsvr:connected', $this->event($guest));
        self::assertNull($guest->receive(20));
        self::assertTrue($guest->isClosed(), 'nobody has claimed it within a second');
    }

    /** @dataProvider generations */
    #[DataProvider('generations')]
    public function testAUserClaimsAConnectionThatTheWorkerHasGreeted(string $generation): void
    {
        $gateway = DevGate::start('--gateway', $generation);
        $app = $this->app($gateway);
        $work = $this->work($gateway, 'json');
        $client = $this->connect($gateway->url);
        $greeting = json_decode((string)$client->receive(30), true);
        self::assertSame('netsvr:connected', $greeting['event'], $work->output());
        $this->assertClaimed($app, $client, $greeting['data']);
        self::assertCount(1, $this->info($client)['topics'], 'the claim has taken none');
    }

    /** @dataProvider generations */
    #[DataProvider('generations')]
    public function testAUserIsOnlineWithAnyConnectionAndCanBeThrownOut(string $generation): void
    {
        $gateways = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $this->project->app(['NETSVR_WORKER_ADDRS' => implode(',', array_column($gateways, 'taskAddr'))]);
        $user = new GenericUser(['id' => 7]);
        self::assertFalse(Netsvr::isOnline($user));
        $clients = [$gateways[0]->client(), $gateways[1]->client(), $other = $gateways[1]->client()];
        foreach (['7', '7', '77'] as $number => $id) {
            $update = (new Netsvr\ConnInfoUpdate())->setUniqId($clients[$number]->uniqId)->setNewCustomerId($id)->setData('.');
            NetBus::connInfoUpdate($update);
            self::assertSame('.', $clients[$number]->receive(20));
        }
        self::assertSame([true, true, true, false], array_map(Netsvr::isOnline(...), [$user, 7, '77', 8]));

        Netsvr::disconnect($user, 'You have been logged out.');
        foreach ([$clients[0], $clients[1]] as $client) {
            self::assertSame('You have been logged out.', $client->receive(20));
            self::assertNull($client->receive(20));
            self::assertTrue($client->isClosed());
        }
        $deadline = microtime(true) + 20;
        while (Netsvr::isOnline($user)) {
            self::assertLessThan($deadline, microtime(true), 'the gateways still know the user');
            usleep(20_000);
        }
        self::assertTrue(Netsvr::isOnline(77));
        self::assertFalse($other->isClosed());
    }

    public function testAUserWhomAGatewayKnowsIsOnlineWhateverAnotherOneDoes(): void
    {
        [$gateway, $down] = [DevGate::start('--gateway', '5'), DevGate::start('--gateway', '5')];
        $this->project->app(['NETSVR_WORKER_ADDRS' => "$gateway->workerAddr,$down->workerAddr"]);
        $client = $gateway->client();
        NetBus::connInfoUpdate((new Netsvr\ConnInfoUpdate())->setUniqId($client->uniqId)->setNewCustomerId('7')->setData('.'));
        self::assertSame('.', $client->receive(20));
        $down->stop();
        self::assertTrue(Netsvr::isOnline(7));
        $this->expectException(SocketReceiveException::class);
        Netsvr::isOnline(8);
    }

    public static function dialects(): array
    {
        return ['pusher' => ['pusher', 'pusher:connection_established'], 'json' => ['json', 'netsvr:connected']];
    }

    public static function generations(): array
    {
        return ['gateway 5.x' => ['5'], 'gateway 8.x' => ['8']];
    }

    private function app(DevGate $gateway): Application
    {
        return $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->taskAddr, 'CACHE_DRIVER' => 'file']);
    }

    /** @param array<string, string> $more settings */
    private function work(DevGate $gateway, string $dialect, array $more = []): Artisan
    {
        $generation = $gateway->taskAddr === $gateway->workerAddr ? '5' : '8';
        $php = Program::php();
        $settings = $more + [
            'NETSVR_WORKER_ADDRS' => $gateway->workerAddr,
            'NETSVR_DIALECT' => $dialect,
            'CACHE_DRIVER' => 'file',
            // It would drop who comes in the second of the registration, some seconds later.
            'NETSVR_GAP_REPAIR' => 'false',
        ];
        $options = ['-d', "netsvr.gateway=$generation", '-d', "netsvr.task_addrs=\"+1,$gateway->workerAddr=$gateway->taskAddr\""];
        $work = Artisan::start($this->project->folder, ['netsvr:work'], $settings, [...$php, ...$options]);
        $work->waitFor("/register to $gateway->workerAddr ok/");
        return $work;
    }

    /** A gateway that asks the routes that skeleton/app/AppServiceProvider.php has under this path. */
    private function gatewayThatAsks(string $path, string $task): DevGate
    {
        $address = $this->project->serve([
            'NETSVR_CALLBACK_SECRET' => self::SECRET,
            'NETSVR_CLAIM_WITHIN' => '1',
            'NETSVR_WORKER_ADDRS' => $task,
            'CACHE_DRIVER' => 'file',
            'APP_ENV' => 'production',
        ]);
        $url = "http://netsvr:" . self::SECRET . "@$address/$path";
        return DevGate::start('--gateway', '8', '--task', $task, '--on-open', "$url/open", '--on-close', "$url/close");
    }

    /** @param array<string, string> $headers */
    private function connect(string $url, array $headers = []): WebSocketClient
    {
        $client = WebSocketClient::connect($url, 5, $headers);
        $client->uniqId = (string)$client->receive(30);
        return $client;
    }

    private function event(WebSocketClient $client): mixed
    {
        return json_decode((string)$client->receive(30), true)['event'] ?? null;
    }

    /** @return array{customerId: string, session: string, topics: list<string>} */
    private function info(WebSocketClient $client): array
    {
        return NetBus::connInfo($client->uniqId)[$client->uniqId];
    }

    private function assertRefused(WebSocketClient $client, string $dialect, string $why): void
    {
        $message = json_decode((string)$client->receive(30), true);
        if ($dialect === 'pusher') {
            self::assertSame('pusher:error', $message['event']);
            self::assertSame(['code' => 4009, 'message' => $why], json_decode($message['data'], true));
        } else {
            self::assertSame(['event' => 'netsvr:error', 'data' => ['message' => $why]], $message);
        }
        self::assertNull($client->receive(20));
        self::assertTrue($client->isClosed());
    }

    /** @param array{socket_id: string, signature: string} $greeting */
    private function assertClaimed(Application $app, WebSocketClient $client, array $greeting): void
    {
        self::assertSame(401, $this->claim($app, $greeting, null)[0]);
        self::assertSame(403, $this->claim($app, ['socket_id' => strrev($client->uniqId)] + $greeting, '7')[0]);
        self::assertSame(403, $this->claim($app, ['signature' => ''] + $greeting, '7')[0]);
        self::assertSame(403, $this->claim($app, ['socket_id' => ['a']] + $greeting, '7')[0]);
        self::assertSame(403, $this->claim($app, [], '7')[0]);
        self::assertSame('', $this->info($client)['customerId']);
        self::assertSame([200, ['customerId' => '7']], $this->claim($app, $greeting, '7'));
        self::assertSame('{"event":"netsvr:claimed"}', $client->receive(30));
        self::assertSame('7', $this->info($client)['customerId']);
        NetBus::singleCastByCustomerId('7', 'hello');
        self::assertSame('hello', $client->receive(20));
    }

    /** @return array{int, mixed} status and body */
    private function claim(Application $app, array $fields, ?string $user): array
    {
        $headers = ['HTTP_ACCEPT' => 'application/json'] + ($user === null ? [] : ['HTTP_X_USER' => $user]);
        $response = $app->make(Kernel::class)->handle(Request::create('/netsvr/claim', 'POST', $fields, [], [], $headers));
        return [$response->getStatusCode(), json_decode((string)$response->getContent(), true)];
    }
}
