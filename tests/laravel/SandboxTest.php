<?php
declare(strict_types=1);

use App\OrderShipped;
use Illuminate\Broadcasting\BroadcastManager;
use Illuminate\Container\Container as LaravelContainer;
use Illuminate\Foundation\Application;
use Illuminate\Support\Facades\Facade;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;

/**
 * What Octane does: each request gets a clone of the application, which is taken apart afterwards. tests/octane does it with
 * the real one.
 */
final class SandboxTest extends LaravelTestCase
{
    public function testWhatHasBeenMadeInARequestHoldsNothingOfItInTheNext(): void
    {
        $gateway = DevGate::start();
        $gone = Port::hold();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => "$gateway->workerAddr,$gone"]);
        // As with Broadcast::routes() alone: the manager is there before the first request, and its drivers are not.
        $app->make(BroadcastManager::class)->purge('netsvr');
        $client = $gateway->client();
        foreach (['news', 'cache-news'] as $channel) {
            NetBus::topicSubscribe($client->uniqId, $app->make(Applications::class)->default()->topic($channel), $channel);
            self::assertSame($channel, $client->receive(20));
        }

        foreach ([1, 2, 3] as $id) {
            // One of the two gateways has it, so nothing is thrown; the failure is logged, and the event kept.
            self::inRequest($app, static fn() => event(new OrderShipped($id, ['#news', '#cache-news'])));
            foreach (['news', 'cache-news'] as $channel) {
                $message = json_decode((string)$client->receive(20), true);
                self::assertSame([$channel, "{\"id\":$id}"], [$message['channel'], $message['data']]);
            }
        }
        self::assertSame(3, substr_count($this->project->log(), 'did not reach 1 of 2 gateways'));
        self::assertStringNotContainsString('has not kept', $this->project->log());
    }

    public function testARequestThatAsksForTheSocketsGetsThoseOfTheProcess(): void
    {
        $app = $this->project->app();
        $sockets = [];
        foreach ([1, 2] as $request) {
            $sockets[] = self::inRequest($app, static fn() => app(TaskSocketMangerInterface::class));
        }
        $sockets[] = Container::getInstance()->get(TaskSocketMangerInterface::class);
        self::assertSame($sockets[0], $sockets[1]);
        self::assertSame($sockets[0], $sockets[2]);
    }

    public function testAFakeTakesWhatARequestSends(): void
    {
        $app = $this->project->app();
        $app->make(BroadcastManager::class)->purge('netsvr');
        foreach ([1, 2] as $request) {
            $fake = NetBus::fake();
            self::inRequest($app, static fn() => event(new OrderShipped(7, ['#news'])));
            self::assertCount(1, $fake->sent());
        }
    }

    public function testWhatARequestHasSentIsConfirmedAtItsEnd(): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_INI_CONFIRM' => 'request']);
        try {
            $end = static fn() => $app->make('events')->dispatch('Laravel\Octane\Events\RequestTerminated');
            $end();
            self::assertFalse($app->resolved(TaskSocketMangerInterface::class));
            self::inRequest($app, static fn() => NetBus::broadcast('confirmed'));
            $end();
            self::assertSame(0, array_sum(array_column(NetBus::flush(), 'confirmed')));
            // Other tests in this process may have left something at theirs.
            self::assertStringNotContainsString("$gateway->workerAddr has not confirmed", $this->project->log());

            $gateway->suspend();
            self::inRequest($app, static fn() => [NetBus::broadcast('lost'), NetBus::broadcast('lost, too')]);
            $start = microtime(true);
            $end();
            self::assertLessThan(1.9, microtime(true) - $start);
            self::assertStringContainsString("ERROR: netsvr: $gateway->workerAddr has not confirmed 2 frames of this request: ", $this->project->log());
            // Nothing is asked twice, and nothing where nothing was sent.
            $end();
            self::assertSame(1, substr_count($this->project->log(), "$gateway->workerAddr has not confirmed"));
        } finally {
            ini_restore('netsvr.confirm');
        }
    }

    private static function inRequest(Application $app, Closure $request): mixed
    {
        $sandbox = clone $app;
        self::setCurrent($sandbox);
        // Octane's GiveNewApplicationInstanceToBroadcastManager
        $sandbox->resolved(BroadcastManager::class) && $sandbox->make(BroadcastManager::class)->setApplication($sandbox);
        try {
            return $request();
        } finally {
            $sandbox->flush();
            self::setCurrent($app);
        }
    }

    private static function setCurrent(Application $app): void
    {
        $app->instance('app', $app);
        $app->instance(LaravelContainer::class, $app);
        LaravelContainer::setInstance($app);
        Facade::clearResolvedInstances();
        Facade::setFacadeApplication($app);
    }
}
