<?php
declare(strict_types=1);

use App\Customer;
use App\OrderPaid;
use Illuminate\Broadcasting\BroadcastException;
use Illuminate\Broadcasting\PrivateChannel;
use Illuminate\Foundation\Application;
use Illuminate\Notifications\ChannelManager;
use Illuminate\Notifications\Events\BroadcastNotificationCreated;
use Illuminate\Notifications\Messages\BroadcastMessage;
use Illuminate\Notifications\Notifiable;
use Illuminate\Notifications\Notification;
use Illuminate\Notifications\NotificationServiceProvider;
use Illuminate\Queue\Events\JobProcessed;
use Illuminate\Support\Facades\Notification as Notifications;
use NetsvrBusiness\Laravel\Notifications\NetsvrChannel;
use NetsvrBusiness\Laravel\Notifications\NetsvrMessage;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use PHPUnit\Framework\Attributes\DataProvider;

/** `via() => ['netsvr']`: notifications of Laravel to the connections of a user. */
final class NotificationTest extends LaravelTestCase
{
    public function testItReachesAllConnectionsOfTheUserAndNobodyElse(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $this->app(['NETSVR_WORKER_ADDRS' => implode(',', array_column($gateways, 'taskAddr'))]);
        $clients = [$gateways[0]->client(), $gateways[1]->client(), $gateways[1]->client()];
        foreach (['7', '7', '8'] as $number => $id) {
            $update = (new Netsvr\ConnInfoUpdate())->setUniqId($clients[$number]->uniqId)->setNewCustomerId($id)->setData('.');
            NetBus::connInfoUpdate($update);
            self::assertSame('.', $clients[$number]->receive(20));
        }
        (new Customer(7))->notify(new OrderPaid('Your order has been paid.'));
        self::assertSame('Your order has been paid.', $clients[0]->receive(20));
        self::assertSame('Your order has been paid.', $clients[1]->receive(20));
        self::assertSame([], $clients[2]->receiveAll());
    }

    public function testAnArrayIsTheEventThatEchoWaitsFor(): void
    {
        $fake = $this->fake();
        (new Customer(7))->notify(new OrderPaid(['order' => 3]));
        $message = $this->only($fake, '7');
        self::assertSame(BroadcastNotificationCreated::class, $message['event']);
        self::assertSame('private-App.Customer.7', $message['channel']);
        self::assertMatchesRegularExpression('/^[0-9a-f]{32}$/D', $message['message_id']);
        $data = json_decode($message['data'], true);
        self::assertMatchesRegularExpression('/^[0-9a-f]{8}-[0-9a-f-]{27}$/D', $data['id']);
        self::assertSame(['order' => 3, 'id' => $data['id'], 'type' => OrderPaid::class], $data);
    }

    public function testTheOtherDialectHasTheDataAsItIs(): void
    {
        $fake = $this->fake(['NETSVR_DIALECT' => 'json']);
        (new Customer(7))->notify(new OrderPaid(['order' => 3]));
        $message = $this->only($fake, '7');
        self::assertSame(['event', 'channel', 'data', 'message_id'], array_keys($message));
        self::assertSame([3, OrderPaid::class], [$message['data']['order'], $message['data']['type']]);
    }

    public function testAMessageNamesItsEventAndChannel(): void
    {
        $fake = $this->fake(['NETSVR_DIALECT' => 'json']);
        (new Customer(7))->notify(new OrderPaid(new NetsvrMessage('order.paid', ['id' => 3])));
        (new Customer(8))->notify(new OrderPaid(new NetsvrMessage('order.paid', [], 'private-orders.3')));
        $message = $this->only($fake, '7');
        self::assertSame(['order.paid', 'private-App.Customer.7', ['id' => 3]], array_values(array_slice($message, 0, 3)));
        $message = $this->only($fake, '8');
        self::assertSame(['order.paid', 'private-orders.3', []], array_values(array_slice($message, 0, 3)));
    }

    /** @dataProvider silent */
    #[DataProvider('silent')]
    public function testWithoutToNetsvrItIsWhatIsBroadcastOrWhatItIsAsAnArray(Notification $notification, array $data): void
    {
        $fake = $this->fake();
        Notifications::sendNow([new Customer(7)], $notification, ['netsvr']);
        $sent = json_decode($this->only($fake, '7')['data'], true);
        unset($sent['id'], $sent['type']);
        self::assertSame($data, $sent);
    }

    public static function silent(): array
    {
        return [
            'toArray' => [new class extends Notification {
                public function toArray(): array
                {
                    return ['from' => 'toArray'];
                }
            }, ['from' => 'toArray']],
            'toBroadcast comes before it' => [new class extends Notification {
                public function toArray(): array
                {
                    return ['from' => 'toArray'];
                }

                public function toBroadcast(object $notifiable): BroadcastMessage
                {
                    return new BroadcastMessage(['to' => $notifiable->getKey()]);
                }
            }, ['to' => 7]],
        ];
    }

    public function testANotificationThatSaysNothingIsAFault(): void
    {
        $this->fake();
        $this->expectException(LogicException::class);
        $this->expectExceptionMessage('has no toNetsvr(), toBroadcast() or toArray()');
        Notifications::sendNow([new Customer(7)], new class extends Notification {
        }, ['netsvr']);
    }

    public function testTheUserSaysWhereNotificationsGo(): void
    {
        $fake = $this->fake(['NETSVR_CUSTOMER_PREFIX' => 'shop-']);
        $user = new class {
            use Notifiable;

            public function routeNotificationForNetsvr(Notification $notification): array
            {
                return [7, new Customer(8), 'seven', '', 7];
            }

            public function receivesBroadcastNotificationsOn(Notification $notification): string
            {
                return 'team.1';
            }
        };
        $user->notifyNow(new OrderPaid(['order' => 3]));
        $fake->assertSent(Netsvr\MulticastByCustomerId::class, static fn($sent): bool =>
            iterator_to_array($sent->getCustomerIds()) === ['shop-7', 'shop-8', 'shop-seven']
            && json_decode($sent->getData(), true)['channel'] === 'private-team.1', 1);
    }

    public function testAJobOfTheQueueSendsIt(): void
    {
        $fake = $this->fake();
        $jobs = [];
        app('events')->listen(JobProcessed::class, static function (JobProcessed $event) use (&$jobs): void {
            $jobs[] = $event->job->resolveName();
        });
        (new Customer(7))->notify(new OrderPaid('hello'));
        self::assertSame([OrderPaid::class], $jobs);
        $fake->assertSingleCastByCustomerId(7, 'hello');
    }

    public function testItCanGoToUsersByTheirIdsAlone(): void
    {
        $fake = $this->fake();
        Notifications::route('netsvr', [7, 8])->notify(new OrderPaid(['order' => 3]));
        self::assertArrayNotHasKey('channel', $this->only($fake, '8'));
        Notifications::route('netsvr', 9)->notify(new OrderPaid('hello'));
        $fake->assertSingleCastByCustomerId(9, 'hello');
        Notifications::route('mail', 'nobody@example.com')->notify(new OrderPaid('to nobody'));
        self::assertCount(2, $fake->sent());
    }

    public function testChannelsOfItsOwnHaveAMessageEach(): void
    {
        $fake = $this->fake();
        $notification = new class extends Notification {
            public function toArray(): array
            {
                return [];
            }

            public function broadcastOn(): array
            {
                return [new PrivateChannel('a'), 'b'];
            }
        };
        Notifications::sendNow([new Customer(7)], $notification, ['netsvr']);
        self::assertSame(['private-a', 'b'], array_column($this->messages($fake, '7'), 'channel'));
    }

    public function testOneThatNoGatewayTakesIsAnExceptionSoThatItsJobIsTriedAgain(): void
    {
        $gateway = DevGate::start();
        $gateway->stop();
        $this->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        try {
            (new Customer(7))->notify(new OrderPaid('hello'));
            self::fail('no exception');
        } catch (BroadcastException $exception) {
            self::assertStringContainsString('App\OrderPaid did not reach 1 of 1 gateways', $exception->getMessage());
        }
        self::assertSame('log', ini_get('netsvr.on_send_failure'));
    }

    public function testOneThatSomeGatewaysHaveIsALineInTheLog(): void
    {
        [$gateway, $down] = [DevGate::start(), DevGate::start()];
        $down->stop();
        $this->app(['NETSVR_WORKER_ADDRS' => "$gateway->taskAddr,$down->taskAddr"]);
        (new Customer(7))->notify(new OrderPaid('hello'));
        self::assertStringContainsString('App\OrderPaid did not reach 1 of 2 gateways', $this->project->log());
    }

    public function testNothingOfItIsMadeForWhoeverNotifiesNobody(): void
    {
        $app = $this->app();
        self::assertFalse($app->resolved(ChannelManager::class));
        $app->make(ChannelManager::class);
        self::assertFalse($app->resolved(NetsvrChannel::class));
        self::assertInstanceOf(NetsvrChannel::class, $app->make(ChannelManager::class)->driver('netsvr'));
    }

    /** @param array<string, string> $settings */
    private function app(array $settings = []): Application
    {
        return $this->project->app($settings + ['TEST_PROVIDERS' => NotificationServiceProvider::class]);
    }

    /** @param array<string, string> $settings */
    private function fake(array $settings = []): NetBusFake
    {
        $this->app($settings);
        return NetBusFake::start();
    }

    private function only(NetBusFake $fake, string $customerId): array
    {
        $messages = $this->messages($fake, $customerId);
        self::assertCount(1, $messages);
        return $messages[0];
    }

    /** @return list<array<string, mixed>> what went to a customer */
    private function messages(NetBusFake $fake, string $customerId): array
    {
        $messages = [];
        foreach ($fake->sent() as $frame) {
            $sent = $frame->message;
            $to = $sent instanceof Netsvr\SingleCastByCustomerId ? [$sent->getCustomerId()] : [...$sent->getCustomerIds()];
            if (in_array($customerId, $to, true)) {
                $messages[] = json_decode($sent->getData(), true, 8, JSON_THROW_ON_ERROR);
            }
        }
        return $messages;
    }
}
