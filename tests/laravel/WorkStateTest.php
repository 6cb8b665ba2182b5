<?php
declare(strict_types=1);

use Illuminate\Container\Container;
use Illuminate\Cookie\CookieServiceProvider;
use Illuminate\Log\Context\Repository as Context;
use Illuminate\Queue\QueueServiceProvider;
use Illuminate\Session\SessionServiceProvider;
use Illuminate\Translation\TranslationServiceProvider;
use NetsvrBusiness\Laravel\Work\ApplicationState;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\WebSocketClient;
use PHPUnit\Framework\Attributes\DataProvider;
use NetsvrTests\Support\DevGate;

/** What netsvr:work leaves of one event to the next: nothing. */
final class WorkStateTest extends LaravelTestCase
{
    private Artisan $artisan;
    private DevGate $gateway;

    protected function setUp(): void
    {
        parent::setUp();
        $configurations = [
            'session' => [
                'driver' => 'array', 'lifetime' => 10, 'expire_on_close' => false, 'encrypt' => false, 'cookie' => 's',
                'path' => '/', 'domain' => null, 'secure' => false, 'same_site' => 'lax',
            ],
            'database' => ['default' => 'written', 'migrations' => 'migrations', 'connections' => array_fill_keys(
                ['written', 'raw'],
                ['driver' => 'sqlite', 'database' => ':memory:', 'prefix' => '']
            )],
            'auth' => ['defaults' => ['guard' => 'test'], 'providers' => ['p' => ['driver' => 'database', 'table' => 'u']],
                'guards' => ['test' => ['driver' => 'test-header'], 'other' => ['driver' => 'session', 'provider' => 'p']]],
        ];
        foreach ($configurations as $name => $configuration) {
            $file = "{$this->project->folder}/config/$name.php";
            file_put_contents($file, '<?php return ' . var_export($configuration, true) . ';');
        }
    }

    /** @dataProvider endings */
    #[DataProvider('endings')]
    public function testNothingOfAnEventIsLeftForTheNextOne(string $ending): void
    {
        $client = $this->work('App\LeavingHandler');
        $before = $this->look($client, $ending === 'leave' ? 'left alice' : null, "$ending alice");
        $expected = [
            'query duration' => 0,
            'own property' => [],
            'scoped' => [],
            'facade' => [],
            'locale' => 'en',
            'fallback locale' => 'en',
            'translator' => 'en',
            'dates' => 'en',
            'time zone' => 'UTC',
            'default guard' => 'test',
            'user' => null,
            'request' => null,
            'session' => null,
            'log' => 'line',
            'log channel' => 'line',
            'new log stack' => 'line',
            'context' => [],
            'held context' => [],
            'written: level' => 0,
            'written: rows' => 0,
            'written: modified' => false,
            'raw: level' => 0,
            'raw: rows' => 0,
            'raw: modified' => false,
        ];
        foreach ($expected as $name => $value) {
            if (array_key_exists($name, $before)) {
                $found = is_string($before[$name]) ? trim($before[$name], " \n[]") : $before[$name];
                self::assertSame($value, $found, $name);
            }
        }
        self::assertSame(class_exists(Context::class), array_key_exists('context', $before));
        $log = $this->project->log();
        self::assertStringContainsString('App\LeavingHandler::onMessage has left a transaction open on the database'
            . ' connection written (level 2). It has been rolled back.', $log);
        self::assertStringContainsString('connection raw (level 1)', $log);
        if ($ending === 'throw') {
            // What is reported of an event has the context of that event.
            self::assertMatchesRegularExpression('/ERROR: thrown for alice .*"default":"alice"/', $log);
        }
        $this->stop();
    }

    public static function endings(): array
    {
        return [['leave'], ['throw']];
    }

    public function testTheContainerKeepsNothingOfGuardsThatAreForgotten(): void
    {
        $client = $this->work('App\LeavingHandler');
        $counts = [];
        for ($n = 0; $n < 5; $n++) {
            $counts[] = $this->look($client, 'left alice', 'leave alice')['guards kept'];
        }
        self::assertSame($counts[0], $counts[4]);
        $this->stop();
    }

    public function testWhatIsDeferredHappensAtTheEndOfTheEvent(): void
    {
        if (!function_exists('Illuminate\Support\defer')) {
            self::markTestSkipped('this Laravel has no defer()');
        }
        $client = $this->work('App\LeavingHandler');
        $this->look($client, 'left alice', 'leave alice');
        $this->look($client, null, 'throw bob');
        self::assertSame("alice\n", file_get_contents("{$this->project->folder}/storage/deferred"));
        $this->stop();
    }

    public function testNoServiceIsMadeForBeingReset(): void
    {
        $app = $this->project->app();
        $made = fn(): array => array_keys((fn(): array => $this->resolved + $this->instances)->bindTo($app, Container::class)());
        $before = $made();
        $state = new ApplicationState($app, static fn(Throwable $thrown) => throw $thrown);
        $state->reset('a test', false);
        self::assertSame([], array_diff($made(), $before));
    }

    public function testAHandlerThatSaysSoIsMadeOnce(): void
    {
        $client = $this->work('App\KeptHandler');
        foreach (['2', '3', '4'] as $count) {
            $client->send('count');
            self::assertSame($count, $client->receive(20));
        }
        $this->stop();
    }

    /** Whatever the framework's worker resets in a later version has to be reset here, too. */
    public function testAllIsResetThatTheQueueWorkerOfThisLaravelResets(): void
    {
        $source = file_get_contents((new ReflectionClass(QueueServiceProvider::class))->getFileName());
        self::assertSame(1, preg_match('/\$resetScope = function.*?\n {12}\};/s', $source, $reset));
        preg_match_all('/(?:->|::|^\s*)(\w+)\(/m', $reset[0], $calls);
        $calls = array_diff($calls[1], ['driver', 'foreach', 'if', 'method_exists']);
        self::assertContains('forgetScopedInstances', $calls);
        $folder = dirname(__DIR__, 2) . '/php/src/Laravel/Work';
        $own = implode(array_map(file_get_contents(...), glob("$folder/*.php")));
        foreach ($calls as $call) {
            self::assertStringContainsString("$call(", $own);
        }
    }

    private function work(string $handler): WebSocketClient
    {
        $this->gateway = DevGate::start();
        $this->artisan = $this->project->artisan(['netsvr:work', "--handler=$handler"], [
            'NETSVR_WORKER_ADDRS' => $this->gateway->workerAddr,
            'TEST_PROVIDERS' => implode(',', [
                CookieServiceProvider::class,
                SessionServiceProvider::class,
                TranslationServiceProvider::class,
            ]),
        ]);
        $this->artisan->waitFor('/register to \S+ ok/');
        return $this->gateway->client();
    }

    /** What the handler finds after another message. @return array<string, mixed> */
    private function look(WebSocketClient $client, ?string $answer, string $message): array
    {
        $client->send($message);
        if ($answer !== null) {
            self::assertSame($answer, $client->receive(20), $this->project->log());
        }
        $client->send('look');
        $found = $client->receive(20);
        self::assertJson((string)$found, $this->project->log());
        return json_decode($found, true);
    }

    private function stop(): void
    {
        $this->artisan->signal(SIGTERM);
        self::assertSame(0, $this->artisan->wait(), $this->artisan->output());
    }
}
