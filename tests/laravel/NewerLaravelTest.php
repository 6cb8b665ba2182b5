<?php
declare(strict_types=1);

use App\OrderDelayed;
use App\OrderShipped;
use Illuminate\Broadcasting\AnonymousEvent;
use Illuminate\Broadcasting\BroadcastException;
use Illuminate\Broadcasting\BroadcastManager;
use Illuminate\Contracts\Broadcasting\ShouldRescue;
use Illuminate\Contracts\Http\Kernel;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Broadcast;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\SocketId;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;

/** What broadcasting has in newer versions of Laravel, each where it is there. */
final class NewerLaravelTest extends LaravelTestCase
{
    private const UNIQ_ID = '7f00000117ad653b1a2c00000001';

    public function testARouteOfLaravelsSignsAUserIn(): void
    {
        $this->needs(method_exists(BroadcastManager::class, 'userRoutes'), 'Broadcast::userRoutes()');
        $app = $this->project->app();
        Broadcast::userRoutes(['middleware' => []]);

        self::assertSame([200, '{"id":"7"}'], $this->signIn($app, 7));
        self::assertSame([403, null], $this->signIn($app, null));

        Broadcast::resolveAuthenticatedUserUsing(static fn(Request $request): array => [
            'id' => (string)$request->user()->id,
            'user_info' => ['name' => $request->user()->name],
        ]);
        self::assertSame([200, '{"id":"8","user_info":{"name":"user 8"}}'], $this->signIn($app, 8));
    }

    public function testAnEventWithoutAClassIsPublished(): void
    {
        $this->needs(class_exists(AnonymousEvent::class), 'Broadcast::on()');
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $client = $this->subscriber($app, $gateway, 'private-orders.7');

        Broadcast::private('orders.7')->as('shipped')->with(['id' => 7])->sendNow();

        $message = json_decode((string)$client->receive(20), true);
        unset($message['message_id']);
        self::assertSame(['event' => 'shipped', 'channel' => 'private-orders.7', 'data' => '{"id":7}'], $message);
    }

    public function testAnEventThatIsToBeRescuedCostsItsRequestNothingWhenNoGatewayHasIt(): void
    {
        $this->needs(interface_exists(ShouldRescue::class), 'ShouldRescue');
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $client = $this->subscriber($app, $gateway, 'private-orders.7');
        event(new OrderDelayed(7));
        self::assertSame(OrderDelayed::class, json_decode((string)$client->receive(20), true)['event']);
        $gateway->stop();

        event(new OrderDelayed(7));

        self::assertMatchesRegularExpression("~BroadcastException.*$gateway->workerAddr~", $this->project->log());
        $this->expectException(BroadcastException::class);
        event(new OrderShipped(7, ['orders.7']));
    }

    private function needs(bool $isThere, string $feature): void
    {
        if (!$isThere) {
            self::markTestSkipped('Laravel ' . Application::VERSION . " has no $feature");
        }
    }

    private function subscriber(Application $app, DevGate $gateway, string $channel): object
    {
        $client = $gateway->client();
        NetBus::topicSubscribe($client->uniqId, $app->make(Applications::class)->default()->topic($channel), '.');
        self::assertSame('.', $client->receive(20));
        return $client;
    }

    /** @return array{int, ?string} status, and who the client is if the signature is right */
    private function signIn(Application $app, ?int $user): array
    {
        $socketId = SocketId::of(self::UNIQ_ID);
        $headers = ['HTTP_ACCEPT' => 'application/json'] + ($user === null ? [] : ['HTTP_X_USER' => (string)$user]);
        $request = Request::create('/broadcasting/user-auth', 'POST', ['socket_id' => $socketId], [], [], $headers);
        $app->make('auth')->forgetGuards();
        $response = $app->make(Kernel::class)->handle($request);
        $answer = json_decode((string)$response->getContent(), true);
        $userData = $answer['user_data'] ?? '';
        $isRight = $app->make(Applications::class)->default()->verifyUser($answer['auth'] ?? '', $socketId, $userData);
        return [$response->getStatusCode(), $isRight ? $userData : null];
    }
}
