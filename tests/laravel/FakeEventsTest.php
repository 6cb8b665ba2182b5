<?php
declare(strict_types=1);

use App\OrderShipped;
use Illuminate\Broadcasting\EncryptedPrivateChannel;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Auth;
use Netsvr\Multicast;
use Netsvr\TopicPublish;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\Laravel\Netsvr;
use NetsvrBusiness\Laravel\NetsvrTicket;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrBusiness\Testing\PushedEvent;
use NetsvrTests\Laravel\LaravelTestCase;
use PHPUnit\Framework\AssertionFailedError;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

/**
 * Events of broadcasting and of the Pusher protocol, at the fake.
 *
 * @group both-apis
 */
#[Group('both-apis')]
final class FakeEventsTest extends LaravelTestCase
{
    /** @dataProvider dialects */
    #[DataProvider('dialects')]
    public function testABroadcastIsAnEventWithChannelAndData(string $dialect): void
    {
        $this->project->app(['NETSVR_DIALECT' => $dialect]);
        $fake = NetBus::fake();
        event(new OrderShipped(7, ['orders.7', '#news']));
        $fake->assertPushed(OrderShipped::class, times: 2);
        $fake->assertPushed(OrderShipped::class, 'private-orders.7', ['id' => 7], 1);
        $fake->assertPushed(OrderShipped::class, 'news', static fn(array $data, PushedEvent $event): bool =>
            $data['id'] === 7 && is_string($event->message['message_id']));
        $fake->assertNotPushed(OrderShipped::class, 'private-orders.8');
        $fake->assertNotPushed(OrderShipped::class, null, ['id' => 8]);
        $fake->assertNotPushed('order.shipped');
        $channels = array_map(static fn(PushedEvent $event): ?string => $event->channel, $fake->pushed());
        self::assertSame(['private-orders.7', 'news'], $channels);
        $fake->assertNothingElseSent();
    }

    public static function dialects(): array
    {
        return ['pusher' => ['pusher'], 'json' => ['json']];
    }

    public function testToSeveralGatewaysCountsOnce(): void
    {
        $this->project->app();
        $fake = NetBusFake::start(['127.0.0.1:6071', '127.0.0.1:6081']);
        event(new OrderShipped(7, ['orders.7']));
        $fake->assertPushed(OrderShipped::class, times: 1);
        $fake->assertTopicPublished($this->topic('private-orders.7'), times: 1);
        self::assertCount(2, $fake->pushed());
    }

    public function testAnEncryptedEventIsDecrypted(): void
    {
        if (!function_exists('sodium_crypto_secretbox')) {
            self::markTestSkipped('there is no sodium in this PHP');
        }
        $this->project->app(['NETSVR_ENCRYPTION_KEY' => base64_encode(str_repeat('k', 32))]);
        $fake = NetBusFake::start();
        event(new OrderShipped(7, [new EncryptedPrivateChannel('orders.7')]));
        $fake->assertPushed(OrderShipped::class, 'private-encrypted-orders.7', ['id' => 7]);
        self::assertStringNotContainsString('"id', $fake->sent(TopicPublish::class)[0]->getData());
        // Nobody else's key opens it.
        $this->project->app();
        [$event] = $fake->pushed();
        self::assertSame(['nonce', 'ciphertext'], array_keys($event->data));
    }

    public function testClientsSpeakThePusherProtocolWithNetsvrWork(): void
    {
        $this->project->app();
        $fake = NetBusFake::start();
        [$ann, $bob] = [$fake->clientConnects(), $fake->clientConnects()];
        $fake->assertReceivedEvent($ann, 'pusher:connection_established', null, static fn(array $data): bool =>
            $data['socket_id'] === SocketId::of($ann));
        $application = app(Applications::class)->default();
        foreach ([$ann, $bob] as $uniqId) {
            $auth = $application->signChannel(SocketId::of($uniqId), 'private-orders.7');
            $fake->says($uniqId, ['event' => 'pusher:subscribe', 'data' => ['channel' => 'private-orders.7', 'auth' => $auth]]);
            $fake->assertReceivedEvent($uniqId, 'pusher_internal:subscription_succeeded', 'private-orders.7', [], 1);
        }
        $fake->forget();
        event(new OrderShipped(7, ['orders.7']));
        $fake->assertReceivedEvent($ann, OrderShipped::class, 'private-orders.7', ['id' => 7]);

        $fake->says($ann, ['event' => 'client-typing', 'channel' => 'private-orders.7', 'data' => ['on' => true]]);
        $fake->assertReceivedEvent($bob, 'client-typing', data: ['on' => true], times: 1);
        $fake->assertReceivedEvent($ann, 'client-typing', times: 0);
        $fake->assertPushed('client-typing', 'private-orders.7');
        $fake->assertSent(Multicast::class, times: 1);
        self::assertSame([OrderShipped::class, 'client-typing'], array_map(
            static fn(PushedEvent $event): string => $event->event,
            $fake->receivedEvents($bob)
        ));
        $fake->says($ann, ['event' => 'pusher:subscribe', 'data' => ['channel' => 'private-orders.8', 'auth' => 'forged']]);
        $fake->assertReceivedEvent($ann, 'pusher:subscription_error', 'private-orders.8');
    }

    public function testAnEventToOthersLeavesItsSenderOut(): void
    {
        $this->project->app();
        $fake = NetBusFake::start();
        $uniqIds = [$fake->clientConnects(), $fake->clientConnects(), $fake->clientConnects()];
        foreach ($uniqIds as $uniqId) {
            $fake->says($uniqId, ['event' => 'pusher:subscribe', 'data' => ['channel' => 'news']]);
        }
        $event = new OrderShipped(7, ['#news']);
        $event->socket = SocketId::of($uniqIds[1]);
        event($event);
        $counts = array_map(static fn(string $it): int => count($fake->receivedEvents($it, OrderShipped::class)), $uniqIds);
        self::assertSame([1, 0, 1], $counts);
        $fake->assertPushed(OrderShipped::class, 'news', times: 1);
    }

    public function testMembersOfARoomHearOfEachOther(): void
    {
        $this->project->app();
        $fake = NetBusFake::start();
        [$ann, $bob] = [$fake->clientConnects(), $fake->clientConnects()];
        $this->enterRoom($fake, $ann, 7);
        $this->enterRoom($fake, $bob, 8);
        $fake->assertReceivedEvent($bob, 'pusher_internal:subscription_succeeded', 'presence-room.1', static fn(array $data): bool =>
            $data['presence']['ids'] == [7, 8]);
        $fake->assertReceivedEvent($ann, 'pusher_internal:member_added', 'presence-room.1', static fn(array $data): bool =>
            $data['user_id'] == 8 && $data['user_info'] === ['name' => 'user 8'], 1);
        $fake->assertReceivedEvent($bob, 'pusher_internal:member_added', times: 0);
        $fake->clientLeaves($bob);
        $fake->assertReceivedEvent($ann, 'pusher_internal:member_removed', 'presence-room.1', times: 1);
        $fake->work();
    }

    public function testAUserIsThrownOutByTheApplication(): void
    {
        $this->project->app();
        $fake = NetBusFake::start();
        $uniqId = $fake->clientConnects(rawQuery: 'ticket=' . NetsvrTicket::for(7));
        self::assertTrue(Netsvr::isOnline(7));
        NetBus::singleCastByCustomerId(7, 'for the user');
        $fake->assertReceived($uniqId, 'for the user');
        Netsvr::disconnect(7, 'bye');
        $fake->assertReceived($uniqId, 'bye');
        self::assertFalse(Netsvr::isOnline(7));
        $fake->work();
        $fake->assertForcedOfflineByCustomerId(7, 1);
    }

    /** @dataProvider wrongAssertions */
    #[DataProvider('wrongAssertions')]
    public function testAFailureShowsTheEvents(string $expected, Closure $assertion): void
    {
        $this->project->app();
        $fake = NetBusFake::start();
        event(new OrderShipped(7, ['#news']));
        $this->expectException(AssertionFailedError::class);
        $this->expectExceptionMessage($expected);
        $assertion($fake);
    }

    public static function wrongAssertions(): array
    {
        $sent = "\nEvents sent:\n  App\\OrderShipped on news with {\"id\":7}\n";
        return [
            'event' => [
                "The event shipped was expected, and not sent.$sent",
                static fn(NetBusFake $fake) => $fake->assertPushed('shipped'),
            ],
            'channel and data' => [
                "The event App\\OrderShipped on the channel news with such data was expected, and not sent.$sent",
                static fn(NetBusFake $fake) => $fake->assertPushed(OrderShipped::class, 'news', ['id' => 8]),
            ],
            'times' => [
                "The event App\\OrderShipped was expected to be sent 2 times, and was 1 times.$sent",
                static fn(NetBusFake $fake) => $fake->assertPushed(OrderShipped::class, times: 2),
            ],
            'not' => [
                "The event App\\OrderShipped was not expected, and sent.$sent",
                static fn(NetBusFake $fake) => $fake->assertNotPushed(OrderShipped::class),
            ],
        ];
    }

    /** As laravel-echo does it: asks the application, and shows netsvr:work what it has answered. */
    private function enterRoom(NetBusFake $fake, string $uniqId, int $user): void
    {
        // A guard keeps its user for the next request of a test.
        Auth::forgetGuards();
        $body = ['channel_name' => 'presence-room.1', 'socket_id' => SocketId::of($uniqId)];
        $request = Request::create('/broadcasting/auth', 'POST', $body);
        $request->headers->set('X-User', (string)$user);
        $answer = json_decode((string)app(Kernel::class)->handle($request)->getContent(), true);
        $fake->says($uniqId, ['event' => 'pusher:subscribe', 'data' => ['channel' => 'presence-room.1'] + $answer]);
    }

    private function topic(string $channel): string
    {
        return app(Applications::class)->default()->topic($channel);
    }
}
