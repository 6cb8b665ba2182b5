<?php
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\Transfer;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\PusherHandler;
use NetsvrBusiness\Laravel\Broadcasting\Resubscriptions;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\LaravelTestCase;

/** Gateways 8.x hand on events in any order: each may be the first of its connection, and the last. */
final class EventOrderTest extends LaravelTestCase
{
    private NetBusFake $fake;
    private Application $application;
    private PusherHandler $handler;
    private Resubscriptions $resubscriptions;

    protected function setUp(): void
    {
        parent::setUp();
        $app = $this->project->app();
        $this->fake = NetBusFake::start();
        $this->application = $app->make(Applications::class)->default();
        $this->handler = $app->make(PusherHandler::class);
        $this->resubscriptions = $app->make(Resubscriptions::class);
    }

    public function testWhoLeavesAndComesAtOnceSubscribesWhicheverIsHandledFirst(): void
    {
        foreach ([['unsubscribe', 'subscribe'], ['subscribe', 'unsubscribe']] as $order) {
            $client = $this->fake->clientConnects();
            $this->handle($client, 'subscribe', []);
            $topics = $this->fake->client($client)->topics();
            self::assertContains($this->topic(), $topics);
            foreach ($order as $event) {
                // Both are on the way before one is handled.
                $this->handle($client, $event, $topics);
            }
            usleep(1_050_000);
            $this->resubscriptions->tick();
            self::assertContains($this->topic(), $this->fake->client($client)->topics(), $order[0]);
            // Once, and no more.
            $this->handle($client, 'unsubscribe', $this->fake->client($client)->topics());
            $this->resubscriptions->tick();
            self::assertNotContains($this->topic(), $this->fake->client($client)->topics());
        }
    }

    public function testWhoLeavesAWhileAfterItHasComeAgainIsGone(): void
    {
        $client = $this->fake->clientConnects();
        $this->handle($client, 'subscribe', []);
        $this->handle($client, 'subscribe', $this->fake->client($client)->topics());
        usleep(300_000);
        $this->handle($client, 'unsubscribe', $this->fake->client($client)->topics());
        usleep(800_000);
        $this->resubscriptions->tick();
        self::assertNotContains($this->topic(), $this->fake->client($client)->topics());
    }

    public function testWhatComesBehindTheEndOfAConnectionHarmsNobody(): void
    {
        $client = $this->fake->clientConnects();
        $topics = $this->fake->client($client)->topics();
        $other = $this->fake->clientConnects();
        $this->fake->clientLeaves($client);
        $auth = fn(string $uniqId): array => [
            'auth' => $this->application->signChannel(SocketId::of($uniqId), 'presence-room', '{"user_id":"7"}'),
            'channel_data' => '{"user_id":"7"}',
        ];
        foreach (['subscribe', 'unsubscribe', 'subscribe'] as $event) {
            $this->handle($client, $event, $topics);
            $this->handle($client, $event, $topics, 'presence-room', $auth($client));
        }
        $close = (new ConnClose())->setUniqId($client)->setTopics($topics);
        $this->handler->onClose($close);
        // The next one finds nobody there who is not.
        $this->handle($other, 'subscribe', $this->fake->client($other)->topics(), 'presence-room', $auth($other));
        $succeeded = $this->fake->receivedEvents($other, 'pusher_internal:subscription_succeeded');
        self::assertCount(1, $succeeded);
        self::assertSame([$this->application->topic('presence-room')], array_values(array_filter(
            $this->fake->client($other)->topics(),
            fn(string $topic): bool => $this->application->channel($topic) !== null
        )));
    }

    public function testAMessageMayComeBeforeTheConnection(): void
    {
        $client = $this->fake->clientConnects();
        foreach (['subscribe', 'unsubscribe'] as $event) {
            $this->handle($client, $event, []);
        }
        self::assertCount(1, $this->fake->receivedEvents($client, 'pusher_internal:subscription_succeeded'));
    }

    private function topic(): string
    {
        return $this->application->topic('news');
    }

    /**
     * @param list<string> $topics that the gateway hands on with the message
     * @param array<string, string> $more data
     */
    private function handle(string $client, string $event, array $topics, string $channel = 'news', array $more = []): void
    {
        $this->handler->onMessage((new Transfer())->setUniqId($client)->setTopics($topics)->setData((string)json_encode([
            'event' => "pusher:$event",
            'data' => ['channel' => $channel] + $more,
        ])));
    }
}
