<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;
use NetsvrTests\ThinkPhp\Project;
use PHPUnit\Framework\TestCase;

/** `php think netsvr:work`: what websocket clients send reaches the handler, and no event leaves anything to the next. */
final class WorkTest extends TestCase
{
    private DevGate $gateway;

    public function testAHandlerThatWasJustMadeEchoes(): void
    {
        $project = $this->project(['NETSVR_HANDLER' => 'app\netsvr\Chat']);
        $project->think('netsvr:make-handler', 'Chat');
        $project->work(['-v']);
        $client = $this->gateway->client();
        self::assertSame('Welcome.', $client->receive(60), $project->said());
        $client->send('hello <b>');
        self::assertSame('You said: hello <b>', $client->receive(60), $project->said());
        self::assertSame(0, $project->stop());
        self::assertMatchesRegularExpression('~\] message [0-9a-f]+$~m', $project->said());
        self::assertStringContainsString('Stopped: asked by a signal; 2 events in ', $project->said());
        self::assertStringContainsString("unregister to {$this->gateway->workerAddr} ok.", $project->log());
    }

    public function testWithApi8ItWorksForAGateway8(): void
    {
        $gateway = DevGate::start('--gateway', '8');
        $project = (new Project())->install()->env([
            'NETSVR_WORKER_ADDRS' => $gateway->workerAddr,
            'NETSVR_TASK_ADDRS' => (string)$gateway->taskAddr,
            'NETSVR_HANDLER' => 'app\netsvr\Chat',
        ]);
        $project->think('netsvr:make-handler', 'Chat');
        $project->start(['think', 'netsvr:work'], ['-d', 'netsvr.api=8']);
        $project->waitFor(fn(): bool => str_contains($project->said(), ' register to'), 'a registration');
        $client = $gateway->client();
        self::assertSame('Welcome.', $client->receive(60), $project->said());
        $client->send('hello');
        self::assertSame('You said: hello', $client->receive(60), $project->said());
        self::assertSame(0, $project->stop());
    }

    public function testAnEventFindsNothingOfTheOnesBeforeIt(): void
    {
        $project = $this->project();
        $project->work();
        $client = $this->welcomed();
        $first = $this->ask($client, 'one');
        $clean = [
            'own' => [],
            'seen' => [],
            'request' => null,
            'host' => 'shop.example',
            'language' => 'zh-cn',
            // The real one sets it.
            'zone' => Project::isReal() ? 'Asia/Shanghai' : $first['zone'],
            'bound' => false,
        ];
        self::assertSame($clean, array_diff_key($first, ['pid' => 0]));
        self::assertSame($clean, array_diff_key($this->ask($client, 'two'), ['pid' => 0]));
        self::assertSame(0, $project->stop());
    }

    public function testWhatIsToBeKeptIsTheSameInEachEvent(): void
    {
        $project = $this->project();
        $project->configure("'keep' => []", "'keep' => [app\\netsvr\\Seen::class]");
        $project->work();
        $client = $this->welcomed();
        $this->ask($client, 'one');
        $found = $this->ask($client, 'two');
        self::assertSame([[], ['one']], [$found['own'], $found['seen']]);
        self::assertSame(0, $project->stop());

        $project->configure('app\\netsvr\\Seen::class', 'app\\netsvr\\Probe::class');
        $project->work([], 2);
        $client = $this->welcomed();
        $this->ask($client, 'one');
        // With all that its constructor was given.
        $found = $this->ask($client, 'two');
        self::assertSame([['one'], ['one']], [$found['own'], $found['seen']]);
        self::assertSame(0, $project->stop());
    }

    public function testWhatAnEventThrowsIsReportedAndTheNextOneIsHandled(): void
    {
        $project = $this->project();
        $project->work();
        $client = $this->welcomed();
        for ($times = 0; $times < 12; $times++) {
            $client->send('fail');
        }
        $client->send('warn');
        self::assertSame([], $this->ask($client, 'one')['seen']);
        self::assertSame(0, $project->stop());
        // ThinkPHP's log says no place while app_debug is off.
        self::assertStringContainsString("RuntimeException: the probe fails in $project->folder/app/netsvr/Probe.php:", $project->said());
        // ThinkPHP makes exceptions of warnings.
        self::assertStringContainsString('ErrorException: Undefined array key "key"', $project->said());
        // The same from the same place fills no log.
        self::assertSame(10, substr_count($project->log(), 'the probe fails'));
        self::assertStringContainsString('14 events', str_replace('15 events', '14 events', $project->said()));
    }

    public function testALogThatAnEventHasClosedIsThereForTheNextOne(): void
    {
        $project = $this->project();
        $project->work();
        $client = $this->welcomed();
        $client->send('fail');
        $this->ask($client, 'quiet');
        $client->send('fail');
        $this->ask($client, 'one');
        self::assertSame(0, $project->stop());
        self::assertSame(2, substr_count($project->log(), 'the probe fails'), $project->log());
    }

    public function testATransactionThatIsLeftOpenIsRolledBackAndReported(): void
    {
        if (!Project::isReal()) {
            self::markTestSkipped('transactions: THINKPHP_DIR names no installed application');
        }
        $project = $this->project();
        (new PDO("sqlite:$project->folder/runtime/database.sqlite"))->exec('CREATE TABLE words (word TEXT)');
        $project->work();
        $client = $this->welcomed();
        self::assertSame([], $this->ask($client, 'transaction')['seen']);
        $client->send('count');
        self::assertSame('0', $client->receive(60), $project->said());
        self::assertSame([], $this->ask($client, 'transaction')['seen']);
        self::assertSame(0, $project->stop());
        self::assertStringContainsString(
            'app\netsvr\Probe::onMessage has left a transaction open on the database connection sqlite (level 1). It has been'
                . ' rolled back. Commit before the end, or use Db::transaction().',
            $project->log()
        );
        self::assertStringNotContainsString('(level 2)', $project->log());
    }

    public function testADatabaseThatHasEndedTheConnectionCostsOneEvent(): void
    {
        if (!Project::isReal()) {
            self::markTestSkipped('connections: THINKPHP_DIR names no installed application');
        }
        $project = $this->project();
        (new PDO("sqlite:$project->folder/runtime/database.sqlite"))->exec('CREATE TABLE words (word TEXT)');
        $project->write('app/Fickle.php', <<<'PHP'
            <?php
            namespace app;

            class Fickle extends \think\db\connector\Sqlite
            {
                protected function createPdo($dsn, $username, $password, $params)
                {
                    return new class ($dsn, $username, $password, $params) extends \PDO {
                        private bool $isOld = false;

                        public function __construct(...$arguments)
                        {
                            parent::__construct(...$arguments);
                            $this->isOld = !is_file(runtime_path() . 'restarted');
                        }

                        public function prepare(string $query, array $options = []): \PDOStatement|false
                        {
                            $this->fail();
                            return parent::prepare($query, $options);
                        }

                        public function query(string $query, ?int $mode = null, mixed ...$arguments): \PDOStatement|false
                        {
                            $this->fail();
                            return parent::query($query);
                        }

                        private function fail(): void
                        {
                            if ($this->isOld && is_file(runtime_path() . 'restarted')) {
                                throw new \PDOException('SQLSTATE[HY000]: General error: 2006 MySQL server has gone away');
                            }
                        }
                    };
                }
            }
            PHP);
        $config = (string)file_get_contents("$project->folder/config/database.php");
        $project->write('config/database.php', str_replace(
            "'type' => 'sqlite'",
            "'type' => \\app\\Fickle::class, 'builder' => '\\think\\db\\builder\\Sqlite'",
            $config
        ));
        $project->work();
        $client = $this->welcomed();
        $client->send('count');
        self::assertSame('0', $client->receive(60), $project->said());
        $project->write('runtime/restarted', '');
        $client->send('count');
        $client->send('count');
        self::assertSame('0', $client->receive(60), $project->said());
        self::assertSame(0, $project->stop());
        self::assertSame(1, substr_count($project->log(), 'MySQL server has gone away'), $project->log());
    }

    public function testItWorksWhereTheStartHasUsedTheDatabase(): void
    {
        $project = $this->project();
        $project->write('app/service.php', '<?php return [app\UsesDatabase::class];');
        $project->write('app/UsesDatabase.php', <<<'PHP'
            <?php
            namespace app;

            class UsesDatabase extends \think\Service
            {
                public function boot(): void
                {
                    $this->app->make('db');
                }
            }
            PHP);
        $project->work();
        self::assertSame([], $this->ask($this->welcomed(), 'one')['seen']);
        self::assertSame(0, $project->stop());
    }

    public function testItEndsAtItsLimits(): void
    {
        $project = $this->project();
        $project->work(['--max-events=2']);
        $client = $this->welcomed();
        $client->send('one');
        self::assertSame(0, $project->ended());
        self::assertStringContainsString('Stopped: --max-events=2; 2 events in ', $project->said());

        $project->start(['think', 'netsvr:work', '--memory=1']);
        self::assertSame(12, $project->ended());
        $project->start(['think', 'netsvr:work', '--max-time=1']);
        self::assertSame(0, $project->ended());
    }

    public function testProcessesAreReplacedWithoutLosingAMessage(): void
    {
        $project = $this->project();
        $supervisor = $project->work(['--processes=1']);
        $client = $this->welcomed();
        $first = $this->ask($client, 'one')['pid'];
        self::assertNotSame($supervisor, $first);
        posix_kill($supervisor, SIGHUP);
        $answers = $pids = [];
        $project->waitFor(function () use ($client, &$answers, &$pids, $first): bool {
            // Each of them is answered, whoever is registered.
            $answers[] = $found = $this->ask($client, 'again');
            $pids[$found['pid']] = true;
            return !isset($pids[$first]) || count($pids) > 1;
        }, 'other process');
        self::assertSame(0, $project->stop());
        self::assertStringContainsString('Replacing the processes one after the other.', $project->said());
        self::assertStringContainsString('Stopped: all processes have ended.', $project->said());
    }

    public function testProcessesWriteBehindEachOtherIntoAFile(): void
    {
        $project = $this->project();
        // As with: php think netsvr:work --processes=2 > file
        $project->start(['think', 'netsvr:work', '--processes=2'], [], 'w');
        $project->waitFor(static fn(): bool => substr_count($project->said(), 'Working for') === 3, 'third process');
        self::assertStringStartsWith('Starting 2 processes, and one that stands by.', $project->said());
        self::assertSame(0, $project->stop());
        self::assertStringEndsWith("Stopped: all processes have ended.\n", $project->said());
    }

    public function testARestartEndsAProcessAfterTheEventInHand(): void
    {
        $project = $this->project();
        $project->think('netsvr:restart');
        $project->work();
        $client = $this->welcomed();
        // What was asked before its start is no concern of it.
        usleep(1_500_000);
        self::assertSame([], $this->ask($client, 'one')['own']);
        self::assertStringContainsString('have been asked to restart.', $project->think('netsvr:restart'));
        self::assertSame(0, $project->ended());
        self::assertStringContainsString('Stopped: netsvr:restart; 2 events in', $project->said());
    }

    public function testARestartReplacesTheProcessesOfASupervisorWithoutLosingAMessage(): void
    {
        $project = $this->project();
        $project->work(['--processes=1']);
        $client = $this->welcomed();
        $first = $this->ask($client, 'one')['pid'];
        $project->think('netsvr:restart');
        $project->waitFor(fn(): bool => $this->ask($client, 'again')['pid'] !== $first, 'other process');
        self::assertSame(0, $project->stop());
        self::assertStringContainsString('Replacing the processes one after the other.', $project->said());
        self::assertStringNotContainsString('Stopped: netsvr:restart', $project->said());
    }

    public function testItSaysWhatIsWrongWithTheHandler(): void
    {
        $project = $this->project(['NETSVR_HANDLER' => '']);
        foreach (['' => 'names no class', 'app\Nobody' => 'there is no class app\Nobody', 'app\Pusher' => 'app\Pusher does not implement'] as $class => $problem) {
            [$status, $output] = $project->run(['think', 'netsvr:work', ...($class === '' ? [] : ["--handler=$class"])]);
            self::assertSame(1, $status, $output);
            self::assertStringContainsString('netsvr: ', $output);
            self::assertStringContainsString($problem, $output);
            self::assertStringContainsString('config/netsvr.php', $output);
        }
    }

    /** @param array<string, string> $variables */
    private function project(array $variables = []): Project
    {
        $this->gateway = DevGate::start();
        return (new Project())->install()->env($variables + [
            'NETSVR_WORKER_ADDRS' => $this->gateway->workerAddr,
            'NETSVR_HANDLER' => 'app\netsvr\Probe',
        ]);
    }

    private function welcomed(): WebSocketClient
    {
        $client = $this->gateway->client();
        self::assertSame('Welcome.', $client->receive(60));
        return $client;
    }

    /** @return array<string, mixed> what the probe has found */
    private function ask(WebSocketClient $client, string $text): array
    {
        $client->send($text);
        return json_decode((string)$client->receive(60), true, 4, JSON_THROW_ON_ERROR);
    }
}
