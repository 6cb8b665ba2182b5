<?php
declare(strict_types=1);

use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\Laravel\NetsvrTicket;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\RedisServer;
use NetsvrTests\Support\WebSocketClient;

/** The cache store ends while clients are there: what needs none goes on, the rest is refused, and the log stays small. */
final class CacheDownTest extends LaravelTestCase
{
    private Application $application;

    public function testNetsvrWorkGoesOnWithoutTheCache(): void
    {
        if (!RedisServer::isAvailable()) {
            self::markTestSkipped('no redis-server, or no extension redis in this PHP');
        }
        $redis = new RedisServer();
        $gateway = DevGate::start();
        $environment = [
            'NETSVR_WORKER_ADDRS' => $gateway->workerAddr,
            'NETSVR_TASK_ADDRS' => $gateway->taskAddr,
            'CACHE_DRIVER' => 'redis',
            'TEST_REDIS' => $redis->socket,
            'NETSVR_ACTIVITY_TIMEOUT' => '4',
        ];
        $work = $this->project->artisan(['netsvr:work', '-v'], $environment);
        $app = $this->project->app($environment);
        $this->application = $app->make(Applications::class)->default();
        $work->waitFor('/register to \S+ ok/');
        // Who comes within the second of the registration may be one who came before it.
        sleep(2);
        $ticket = NetsvrTicket::for(7);
        $client = $gateway->client();
        self::assertSame('pusher:connection_established', $this->event($client));
        self::assertSame('pusher_internal:subscription_succeeded', $this->subscribe($client, 'presence-room'));
        $redis->stop();

        self::assertSame('pusher_internal:subscription_succeeded', $this->subscribe($client, 'news'));
        self::assertSame('pusher_internal:subscription_succeeded', $this->subscribe($client, 'cache-news'));
        self::assertSame('pusher:cache_miss', $this->event($client));
        event(new App\OrderShipped(7, ['#cache-news']));
        self::assertSame(App\OrderShipped::class, $this->event($client));
        $holder = $gateway->client("?ticket=$ticket");
        self::assertSame('pusher:error', $this->event($holder));
        self::assertNull($holder->receive(20));
        for ($attempt = 0; $attempt < 100; $attempt++) {
            self::assertSame('pusher:subscription_error', $this->subscribe($client, 'presence-room'));
        }
        // Of all processes each asks its clients, when none can be agreed on.
        self::assertSame('pusher:ping', $this->event($client, true));
        $client->close();
        $later = $gateway->client();
        self::assertSame('pusher:connection_established', $this->event($later));
        self::assertLessThan(40, preg_match_all('/^\[.*\.(ERROR|WARNING|NOTICE)/m', $this->project->log()), $this->project->log());
        foreach (['presence channels: check the gateways', 'clients with tickets are refused', 'asks all clients'] as $line) {
            self::assertSame(1, substr_count($this->project->log(), $line), $line);
        }
        $work->signal(SIGTERM);
        self::assertSame(0, $work->wait());
    }

    private function subscribe(WebSocketClient $client, string $channel): string
    {
        $data = ['channel' => $channel];
        if (str_starts_with($channel, 'presence-')) {
            $data['channel_data'] = '{"user_id":"7"}';
            $data['auth'] = $this->application->signChannel(SocketId::of($client->uniqId), $channel, $data['channel_data']);
        }
        $client->send((string)json_encode(['event' => 'pusher:subscribe', 'data' => $data]));
        return $this->event($client);
    }

    /** The next event that is no ping, or the next ping. */
    private function event(WebSocketClient $client, bool $ping = false): string
    {
        do {
            $text = $client->receive(30);
            self::assertNotNull($text, $this->project->log());
            $event = json_decode($text, true)['event'];
        } while (($event === 'pusher:ping') !== $ping);
        return $event;
    }
}
