<?php
declare(strict_types=1);

use Illuminate\Contracts\Console\Kernel;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\ConnectionSignature;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use PHPUnit\Framework\Attributes\DataProvider;

final class WorkCommandTest extends LaravelTestCase
{
    private const WELCOME = 'welcome to netsvr test';

    public function testItAnswersWebsocketClientsAndASignalEndsItCleanly(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $artisan = $this->work($gateways);
        foreach ($gateways as $gateway) {
            $clients[] = $client = $gateway->client();
            self::assertSame(self::WELCOME, $client->receive(20));
            $client->send('hello');
            self::assertSame('you said hello', $client->receive(20));
        }
        // A query in a handler asks all gateways, over task sockets.
        $clients[0]->send('count');
        self::assertSame('2', $clients[0]->receive(20));
        $clients[1]->close();
        $this->waitForFile('closed', $clients[1]->uniqId);

        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertStringContainsString('Stopped: asked by a signal; 6 events in ', $artisan->output());
        foreach ($gateways as $gateway) {
            self::assertStringContainsString("unregister to $gateway->workerAddr ok.", $this->project->log());
        }
    }

    public function testItSaysWhatItDoes(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->work([$gateway], '-v');
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        $artisan->waitFor("/^\\[.+\\] open    $client->uniqId\$/m");
        $artisan->signal(SIGINT);
        self::assertSame(0, $artisan->wait());
        self::assertStringContainsString(
            "Working for $gateway->workerAddr: open, close, message to App\\EchoHandler.",
            $artisan->output()
        );
        self::assertStringContainsString("register to $gateway->workerAddr ok.", $artisan->output());
    }

    public function testProcessesEndWithTheSupervisorThatIsKilled(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->work([$gateway], '--handler=App\EchoHandler', '--processes=1');
        $output = $artisan->waitFor('/(Working for.*){2}/s', 40);
        self::assertSame(2, preg_match_all('/Working for .* PID (\d+)/', $output, $found));
        $artisan->signal(SIGKILL);
        $deadline = microtime(true) + 30;
        foreach ($found[1] as $pid) {
            while (posix_kill((int)$pid, 0)) {
                self::assertLessThan($deadline, microtime(true), "$pid goes on");
                usleep(20_000);
            }
        }
    }

    public function testProcessesAreReplacedOneAfterTheOtherAndNothingIsLost(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->work([$gateway], '--handler=App\EchoHandler', '--processes=1');
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        for ($reload = 1; $reload <= 3; $reload++) {
            // One that is told to stop before it works, which is a moment after it says so, says nothing.
            $artisan->waitFor(sprintf('/(Working for.*){%d}/s', 2 * $reload), 40);
            usleep(200_000);
            $artisan->signal(SIGHUP);
            for ($message = 0; $message < 50; $message++) {
                $client->send("$reload $message");
                self::assertSame("you said $reload $message", $client->receive(20));
                usleep(20_000);
            }
            // The one that stands by is replaced, too. One that is still starting when it is asked to end says nothing.
            $artisan->waitFor(sprintf('/(Working for .*){%d}/s', 2 + 2 * $reload), 40);
        }
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait(40), $artisan->output());
        self::assertStringContainsString('Stopped: all processes have ended.', $artisan->output());
        self::assertSame(1, preg_match('/stands by\. PID (\d+)/', $artisan->output(), $found));
        self::assertSame([], glob("/dev/shm/netsvr-work-$found[1].*"), 'it takes away what the processes shared');
    }

    public function testMaxEventsEndsIt(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->work([$gateway], '--max-events=3');
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        $client->send('1');
        self::assertSame('you said 1', $client->receive(20));
        $client->send('2');
        // The answer to the last event leaves before the end.
        self::assertSame('you said 2', $client->receive(20));
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertStringContainsString('Stopped: --max-events=3; 3 events in', $artisan->output());
    }

    public function testMaxTimeEndsItWithoutAnyEvent(): void
    {
        $artisan = $this->work([DevGate::start()], '--max-time=1');
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertMatchesRegularExpression('/Stopped: --max-time=1; 0 events in [1-9] seconds\./', $artisan->output());
    }

    public function testTooMuchMemoryEndsItWithTheStatusOfQueueWorkers(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->work([$gateway], '--memory=64');
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        $client->send('grow');
        self::assertSame('you said grow', $client->receive(20));
        self::assertSame(12, $artisan->wait(), $artisan->output());
        self::assertStringContainsString('Stopped: more than 64 MB of memory', $artisan->output());
    }

    public function testAHandlerThatThrowsIsReportedAndTheNextEventIsHandled(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->work([$gateway]);
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        $client->send('fail');
        $client->send('go on');
        self::assertSame('you said go on', $client->receive(20));
        $artisan->waitFor('/RuntimeException: asked to fail/');
        self::assertSame(1, substr_count($this->project->log(), 'production.ERROR: asked to fail'));
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait());
    }

    public function testWhatAHandlerThrowsIsNoMarkupOfTheConsole(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->work([$gateway], '--max-events=3');
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        $client->send('fail </info>');
        $client->send('fail <fg=nothing>');
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertStringContainsString('RuntimeException: asked to fail </info>', $artisan->output());
        self::assertStringContainsString('RuntimeException: asked to fail <fg=nothing>', $artisan->output());
        self::assertSame(2, substr_count($this->project->log(), 'production.ERROR: asked to fail'));
        self::assertStringNotContainsString('process netsvr event failed', $artisan->output());
    }

    public function testScopedInstancesAreMadeAnewForEachEventEvenWhenReportingFails(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->work([$gateway]);
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        $client->send('first use?');
        self::assertSame('yes', $client->receive(20));
        $client->send('first use? and fail');
        self::assertSame('yes', $client->receive(20));
        $client->send('first use?');
        self::assertSame('yes', $client->receive(20));
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait());
    }

    public function testTheSameProcessMayRunItAgain(): void
    {
        $gateway = DevGate::start();
        $kernel = $this->project->app(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr])->make(Kernel::class);
        self::assertSame(12, $kernel->call('netsvr:work', ['--memory' => 1]));
        pcntl_signal(SIGALRM, static fn() => posix_kill(getmypid(), SIGTERM));
        pcntl_alarm(40);
        self::assertSame(0, $kernel->call('netsvr:work', ['--memory' => 0, '--max-time' => 1]));
        pcntl_alarm(0);
        pcntl_signal(SIGALRM, SIG_DFL);
        self::assertMatchesRegularExpression('/Stopped: --max-time=1; 0 events in [1-9] seconds\./', $kernel->output());
    }

    public function testItWaitsForAGatewayThatIsNotThereYet(): void
    {
        $gateway = DevGate::start();
        $gateway->stop();
        $artisan = $this->start([$gateway]);
        $artisan->waitFor("/connect to $gateway->workerAddr failed/");
        $gateway->restart();
        $artisan->waitFor("/register to $gateway->workerAddr ok/");
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait());
    }

    /** @dataProvider wrongHandlers */
    #[DataProvider('wrongHandlers')]
    public function testAWrongHandlerIsNamed(string $handler, string $message): void
    {
        $artisan = $this->start([DevGate::start()], "--handler=$handler");
        self::assertSame(1, $artisan->wait(), $artisan->output());
        self::assertStringContainsString($message, $artisan->output());
    }

    public static function wrongHandlers(): array
    {
        return [
            ['App\Missing', 'there is no class App\Missing for work.handler'],
            ['stdClass', 'work.handler: stdClass does not implement'],
        ];
    }

    public function testTheDialectOfThePackageLetsClientsSubscribeToChannels(): void
    {
        $gateway = DevGate::start();
        $environment = ['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_DIALECT' => 'json'];
        $artisan = $this->project->artisan(['netsvr:work'], $environment);
        $artisan->waitFor('/register to \S+ ok/');
        $app = $this->project->app($environment);
        $application = $app->make(Applications::class)->default();
        [$client, $other] = [$gateway->client(), $gateway->client()];
        foreach ([$client, $other] as $one) {
            $connected = json_decode((string)$one->receive(20), true);
            self::assertSame(['netsvr:connected', $one->uniqId], [$connected['event'], $connected['data']['socket_id']]);
            self::assertTrue(
                $app->make(ConnectionSignature::class)->verify($connected['data']['signature'], $one->uniqId)
            );
        }
        $channel = 'private-orders.7';
        $auth = $application->signChannel($client->uniqId, $channel);
        $ask = json_encode(['event' => 'netsvr:subscribe', 'channel' => $channel, 'auth' => $auth]);

        // The signature is of no use to another connection.
        $other->send($ask);
        self::assertSame('netsvr:error', json_decode((string)$other->receive(20), true)['event']);
        $client->send($ask);
        self::assertSame(
            ['event' => 'netsvr:subscribed', 'channel' => $channel],
            json_decode((string)$client->receive(20), true)
        );
        $other->send('{"event": "netsvr:subscribe", "channel": "news"}');
        self::assertSame('netsvr:subscribed', json_decode((string)$other->receive(20), true)['event']);
        // Not to the topics of that name that the application uses by itself, nor to what would have to be encrypted.
        NetBus::topicPublish(['news', 'private-orders.7'], 'for those whom the application has subscribed');
        $secret = 'private-encrypted-orders.7';
        $auth = $application->signChannel($other->uniqId, $secret);
        $other->send(json_encode(['event' => 'netsvr:subscribe', 'channel' => $secret, 'auth' => $auth]));
        $refused = json_decode((string)$other->receive(20), true);
        self::assertSame(['netsvr:error', $secret], [$refused['event'], $refused['channel']]);

        event(new App\OrderShipped(7, ['orders.7', '#news']));
        self::assertSame($channel, json_decode((string)$client->receive(20), true)['channel']);
        self::assertSame('news', json_decode((string)$other->receive(20), true)['channel']);

        $client->send(json_encode(['event' => 'netsvr:unsubscribe', 'channel' => $channel]));
        self::assertSame('netsvr:unsubscribed', json_decode((string)$client->receive(20), true)['event']);
        foreach (['not JSON', '[]', '"text"', '{"event": "netsvr:subscribe"}', '{"event":["x"]}'] as $nonsense) {
            $client->send($nonsense);
        }
        self::assertSame('netsvr:error', json_decode((string)$client->receive(20), true)['event']);
        event(new App\OrderShipped(7, ['orders.7']));
        self::assertSame([], $client->receiveAll());
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait(), $artisan->output());
    }

    /** Registered at all gateways. @param list<DevGate> $gateways */
    private function work(array $gateways, string ...$options): Artisan
    {
        $artisan = $this->start($gateways, '--handler=App\EchoHandler', ...$options);
        foreach ($gateways as $gateway) {
            $artisan->waitFor("/register to $gateway->workerAddr ok/");
        }
        return $artisan;
    }

    /** @param list<DevGate> $gateways */
    private function start(array $gateways, string ...$options): Artisan
    {
        $options = array_filter($options ?: ['--handler=App\EchoHandler'], strlen(...));
        $addresses = implode(',', array_column($gateways, 'workerAddr'));
        return $this->project->artisan(['netsvr:work', ...$options], ['NETSVR_WORKER_ADDRS' => $addresses]);
    }

    private function waitForFile(string $name, string $text): void
    {
        $file = "{$this->project->folder}/storage/$name";
        $deadline = microtime(true) + 20;
        while (!is_file($file) || !str_contains((string)file_get_contents($file), $text)) {
            self::assertLessThan($deadline, microtime(true), "no $text in $file");
            usleep(5000);
        }
    }
}
