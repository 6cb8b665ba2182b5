<?php
declare(strict_types=1);

use Illuminate\Contracts\Events\Dispatcher;
use Illuminate\Support\Facades\Event;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\NetsvrBroadcaster;
use NetsvrBusiness\Laravel\Console\AboutNetsvr;
use NetsvrBusiness\Laravel\Events\ClientConnected;
use NetsvrBusiness\Laravel\Events\ClientDisconnected;
use NetsvrBusiness\Laravel\Events\MessageFailed;
use NetsvrBusiness\Laravel\Events\MessageSent;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Program;

/** What the application can tell of its gateways, and what that costs who does not ask. */
final class ObservabilityTest extends LaravelTestCase
{
    /** What Laravel 11 dispatches at /up; older versions have no such class, and need none here. */
    private const HEALTH = 'Illuminate\Foundation\Events\DiagnosingHealth';

    public function testTheHealthRouteFailsWhenNoGatewayAnswers(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $addresses = array_column($gateways, 'workerAddr');
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => implode(',', $addresses), 'NETSVR_INI_BACKOFF_BASE_MS' => '0']);
        $app->make(Dispatcher::class)->dispatch(self::HEALTH);
        $gateways[0]->stop();
        $app->make(Dispatcher::class)->dispatch(self::HEALTH);
        $gateways[1]->stop();

        $this->expectException(RuntimeException::class);
        $this->expectExceptionMessageMatches(
            '/^netsvr: 2 of 2 gateways cannot take messages \(' . preg_quote($addresses[0]) . ': .+; '
                . preg_quote($addresses[1]) . ': .+\); php artisan netsvr:status examines them$/'
        );
        $app->make(Dispatcher::class)->dispatch(self::HEALTH);
    }

    public function testItCanWantAllOfThem(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $addresses = array_column($gateways, 'workerAddr');
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => implode(',', $addresses), 'NETSVR_HEALTH' => 'all']);
        $app->make(Dispatcher::class)->dispatch(self::HEALTH);
        $gateways[0]->stop();
        $this->expectExceptionMessage("netsvr: 1 of 2 gateways cannot take messages ($addresses[0]: ");
        $app->make(Dispatcher::class)->dispatch(self::HEALTH);
    }

    public function testAGatewayThatHangsDoesNotHoldItUp(): void
    {
        $gateway = DevGate::start();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_HEALTH_TIMEOUT' => '0.3']);
        $gateway->suspend();
        $began = microtime(true);
        try {
            $app->make(Dispatcher::class)->dispatch(self::HEALTH);
            self::fail('a gateway that hangs is well');
        } catch (RuntimeException $exception) {
            self::assertStringContainsString("$gateway->workerAddr: ", $exception->getMessage());
        }
        self::assertLessThan(3, microtime(true) - $began);
    }

    public function testLaravelsOwnRouteSaysIt(): void
    {
        if (!class_exists(self::HEALTH)) {
            self::markTestSkipped('Laravel ' . Illuminate\Foundation\Application::VERSION . ' has no route /up');
        }
        $gateway = DevGate::start();
        $address = $this->project->serve(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_INI_BACKOFF_BASE_MS' => '0']);
        self::assertStringContainsString(' 200 ', get_headers("http://$address/up")[0]);
        $gateway->stop();
        self::assertStringContainsString(' 500 ', get_headers("http://$address/up")[0]);
    }

    public function testItAsksNothingWhenItIsOff(): void
    {
        $gateway = DevGate::start();
        $gateway->stop();
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_HEALTH' => 'off']);
        $app->make(Dispatcher::class)->dispatch(self::HEALTH);
        self::assertFalse($app->resolved(TaskSocketMangerInterface::class));

        $app = $this->project->app(['NETSVR_HEALTH' => 'some']);
        $this->expectExceptionMessage('netsvr: health is "some"; it must be off, any, all');
        $app->make(Dispatcher::class)->dispatch(self::HEALTH);
    }

    public function testWhoAsksForNothingPaysForNothing(): void
    {
        // The skeleton declares channels, with whichever broadcaster is the default one.
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => 'not an address', 'BROADCAST_DRIVER' => 'log']);
        $made = array_filter(
            [Gateways::class, Applications::class, TaskSocketMangerInterface::class, NetsvrServiceProvider::LOGGER],
            $app->resolved(...)
        );
        self::assertSame([], $made);

        // The files of the library that a request loads which does nothing with it.
        file_put_contents("{$this->project->folder}/loaded.php", '<?php
            require getenv("NETSVR_TEST_AUTOLOAD");
            $app = require "bootstrap/app.php";
            $app->make(Illuminate\Contracts\Http\Kernel::class)->bootstrap();
            $library = dirname(getenv("NETSVR_TEST_AUTOLOAD"), 3) . "/php/";
            foreach (get_included_files() as $file) {
                echo str_starts_with($file, $library) ? substr($file, strlen($library)) . "\n" : "";
            }');
        $php = Program::php();
        $environment = ['NETSVR_TEST_AUTOLOAD' => __DIR__ . '/autoload.php', 'BROADCAST_DRIVER' => 'log'];
        $process = proc_open([...$php, 'loaded.php'], [1 => ['pipe', 'w']], $pipes, $this->project->folder, $environment);
        $loaded = explode("\n", trim((string)stream_get_contents($pipes[1])));
        self::assertSame(0, proc_close($process));
        // The skeleton has routes for callbacks.
        $loaded = array_diff($loaded, ['src/Laravel/Netsvr.php']);
        sort($loaded);
        self::assertSame([
            'config/netsvr.php',
            'src/Laravel/NetsvrServiceProvider.php',
            'src/Support/Extension.php',
            'src/autoload.php',
        ], $loaded);
    }

    public function testAboutSaysWhatIsConfiguredAndNoSecret(): void
    {
        $environment = [
            'NETSVR_WORKER_ADDRS' => '10.0.0.1:6061,10.0.0.2:6061',
            'NETSVR_APP_ID' => 'shop',
            'NETSVR_APP_KEY' => 'public-key',
            'NETSVR_APP_SECRET' => 'hidden',
            'NETSVR_CALLBACK_SECRET' => 'hidden too',
        ];
        $lines = AboutNetsvr::lines($this->project->app($environment));
        self::assertSame(phpversion('netsvr'), $lines['Extension']);
        self::assertSame('10.0.0.1:6061, 10.0.0.2:6061 (5)', $lines['Gateways']);
        self::assertSame('shop (key public-key)', $lines['Applications']);
        self::assertSame('pusher', $lines['Dialect']);
        self::assertSame('NetsvrBusiness\Laravel\Broadcasting\PusherHandler', $lines['Handler']);
        self::assertStringNotContainsString('hidden', json_encode($lines));

        $environment = ['NETSVR_WORKER_ADDRS' => '10.0.0.1', 'NETSVR_DIALECT' => 'x', 'BROADCAST_DRIVER' => 'log'];
        $wrong = AboutNetsvr::lines($this->project->app($environment));
        self::assertStringContainsString('worker_addrs has "10.0.0.1", which is not host:port', $wrong['Gateways']);
        self::assertStringContainsString('dialect is "x"', $wrong['Dialect']);
        self::assertStringContainsString('events go to "log" (broadcasting.default)', $wrong['Broadcasting']);
    }

    public function testAboutHasASectionOfIt(): void
    {
        if (!class_exists('Illuminate\Foundation\Console\AboutCommand')) {
            self::markTestSkipped('Laravel ' . Illuminate\Foundation\Application::VERSION . ' has no `about`');
        }
        $artisan = $this->project->artisan(['about', '--only=netsvr', '--json'], ['NETSVR_APP_ID' => 'shop', 'NETSVR_APP_KEY' => 'k']);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertSame('shop (key k)', json_decode($artisan->output(), true)['netsvr']['applications']);
    }

    public function testListenersAreToldOfMessages(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $addresses = array_column($gateways, 'workerAddr');
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => implode(',', $addresses), 'NETSVR_APP_ID' => 'shop']);
        $told = [];
        $app->make(Dispatcher::class)->listen(
            [MessageSent::class, MessageFailed::class],
            static function (object $event) use (&$told): void {
                // as a listener in the queue gets it
                $told[] = unserialize(serialize($event));
            }
        );
        $broadcaster = new NetsvrBroadcaster($app);
        $broadcaster->broadcast(['news', 'private-a'], 'Shipped', ['id' => 7]);
        $gateways[1]->stop();
        $broadcaster->broadcast(['news'], 'Shipped', ['id' => 8]);

        self::assertInstanceOf(MessageSent::class, $told[0]);
        self::assertSame(['shop', ['news', 'private-a'], 'Shipped'], [$told[0]->app, $told[0]->channels, $told[0]->event]);
        self::assertGreaterThan(2 * strlen('{"event":"Shipped","channel":"news","data":"{\"id\":7}"}'), $told[0]->bytes);
        self::assertInstanceOf(MessageFailed::class, $told[1]);
        self::assertSame(['shop', ['news'], 'Shipped'], [$told[1]->app, $told[1]->channels, $told[1]->event]);
        self::assertSame([$addresses[1]], array_keys($told[1]->failures));
    }

    public function testAnEventFakeThatComesLaterIsToldOfMessagesAndTheOneBeforeNoMore(): void
    {
        $app = $this->project->app();
        NetBusFake::start();
        $broadcaster = new NetsvrBroadcaster($app);
        $told = 0;
        $app->make(Dispatcher::class)->listen(MessageSent::class, static function () use (&$told): void {
            $told++;
        });
        $broadcaster->broadcast(['news'], 'Shipped');
        self::assertSame(1, $told);
        foreach ([1, 2] as $again) {
            Event::fake();
            $broadcaster->broadcast(['news'], 'Shipped');
            Event::assertDispatchedTimes(MessageSent::class, 1);
        }
        self::assertSame(1, $told);
    }

    public function testListenersAreToldOfClients(): void
    {
        $app = $this->project->app(['NETSVR_APP_ID' => 'shop']);
        $told = [];
        $app->make(Dispatcher::class)->listen(
            [ClientConnected::class, ClientDisconnected::class],
            static function (object $event) use (&$told): void {
                $told[] = unserialize(serialize($event));
            }
        );
        $fake = NetBusFake::start();
        $uniqId = $fake->clientConnects();
        $fake->clientLeaves($uniqId);
        self::assertEquals([new ClientConnected('shop', $uniqId), new ClientDisconnected('shop', $uniqId, '')], $told);
    }

    public function testTheBroadcastingConnectionIsThereUnlessTheApplicationHasOne(): void
    {
        file_put_contents("{$this->project->folder}/config/broadcasting.php", '<?php return ["default" => env("BROADCAST_CONNECTION"),'
            . ' "connections" => ["log" => ["driver" => "log"]]];');
        $app = $this->project->app(['BROADCAST_CONNECTION' => 'netsvr']);
        self::assertInstanceOf(NetsvrBroadcaster::class, $app->make('Illuminate\Contracts\Broadcasting\Factory')->connection());
        self::assertSame(['driver' => 'netsvr'], $app->make('config')->get('broadcasting.connections.netsvr'));
        self::assertSame(['driver' => 'log'], $app->make('config')->get('broadcasting.connections.log'));

        $artisan = $this->project->artisan(['config:cache'], ['BROADCAST_CONNECTION' => 'netsvr']);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        $app = $this->project->app();
        self::assertTrue($app->configurationIsCached());
        self::assertInstanceOf(NetsvrBroadcaster::class, $app->make('Illuminate\Contracts\Broadcasting\Factory')->connection());
        unlink("{$this->project->folder}/bootstrap/cache/config.php");

        file_put_contents("{$this->project->folder}/config/broadcasting.php", '<?php return ["default" => "netsvr",'
            . ' "connections" => ["netsvr" => ["driver" => "log"]]];');
        self::assertSame(['driver' => 'log'], $this->project->app()->make('config')->get('broadcasting.connections.netsvr'));
    }
}
