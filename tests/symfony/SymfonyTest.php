<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Program;
use NetsvrTests\Symfony\Project;
use NetsvrTests\Symfony\SymfonyTestCase;

/** What docs/symfony.md tells its reader to paste, in a project with Debian's Symfony, or that of SYMFONY_DIR. */
final class SymfonyTest extends SymfonyTestCase
{
    public static function pages(): array
    {
        return ['English' => ['docs/symfony.md'], 'Chinese' => ['docs/symfony.zh-CN.md']];
    }

    /** @dataProvider pages */
    public function testTheContainerIsWhole(string $page): void
    {
        $project = new Project($page);
        foreach (['prod', 'dev', 'test'] as $environment) {
            $project->environment['APP_ENV'] = $environment;
            $lint = $project->console('lint:container');
            self::assertSame(0, $lint->wait(), $lint->output());
        }
        $services = $project->console('debug:container', 'NetsvrBusiness\Contract\TaskSocketMangerInterface');
        self::assertSame(0, $services->wait(), $services->output());
        self::assertStringContainsString('monolog.logger', $services->output());
    }

    /** @dataProvider pages */
    public function testThePageSaysWhereEachVariableComesFrom(string $page): void
    {
        $text = (string)file_get_contents(dirname(__DIR__, 2) . "/$page");
        preg_match_all('~%env\((\w+)\)%~', $text, $names);
        self::assertNotSame([], $names[1]);
        foreach ($names[1] as $name) {
            self::assertMatchesRegularExpression("~^( *env\\($name\\):|$name=)~m", $text);
        }
    }

    public function testAnApplicationThatOnlyPushesBuildsItsCacheWithoutTheExtension(): void
    {
        $project = new Project();
        $project->remove('src/Netsvr/Events.php', 'src/Command/NetsvrWorkCommand.php', 'config/packages/netsvr_events.yaml');
        $php = array_values(array_filter(Program::php(), static fn(string $word): bool => !str_ends_with($word, 'netsvr.so')));
        self::assertSame('-d', array_pop($php));
        $clear = Program::start($project->folder, [...$php, 'bin/console', 'cache:clear'], $project->environment);
        self::assertSame(0, $clear->wait(), $clear->output());
        $run = Program::start($project->folder, [...$php, 'requests.php', '/now/ann'], $project->environment);
        $run->wait();
        self::assertStringContainsString('the PHP extension netsvr is not loaded', $run->output());
    }

    /** @dataProvider generations */
    public function testRequestsOfOneKernelPushOverOneConnection(string $generation): void
    {
        $gateways = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $clients = $this->clientsCalled('ann', ...$gateways);
        $project = (new Project())->use(...$gateways);
        $requests = $project->php('requests.php', ...array_fill(0, 3, '/now/ann'));
        self::assertSame(0, $requests->wait(), $requests->output());
        self::assertSame(3, substr_count($requests->output(), '200 {"online":2}'), $requests->output());
        foreach ($gateways as $number => $gateway) {
            self::assertSame(array_fill(0, 3, '{"event":"shipped"}'), $clients[$number]->receiveAll(1.0, 3));
            self::assertSame(1, substr_count($requests->output(), "connect to $gateway->workerAddr ok."), $requests->output());
            if ($project->hasMonologBundle()) {
                $log = (string)file_get_contents("$project->folder/var/log/netsvr.log");
                self::assertMatchesRegularExpression("~netsvr\.INFO: TaskSocket#\\d+ connect to $gateway->workerAddr ok\.~", $log);
            }
        }
    }

    public function testAKernelThatIsBootedAgainPushes(): void
    {
        $gateway = DevGate::start();
        [$client] = $this->clientsCalled('ann', $gateway);
        $project = (new Project())->use($gateway);
        $requests = $project->php('requests.php', '/now/ann', 'reboot', '/now/ann');
        self::assertSame(0, $requests->wait(), $requests->output());
        self::assertCount(2, $client->receiveAll(1.0, 2), $requests->output());
    }

    public function testARequestGoesOnWithoutAGateway(): void
    {
        $gateway = DevGate::start();
        $project = (new Project())->use($gateway);
        $gateway->stop();
        $project->environment['MESSENGER_TRANSPORT_DSN'] = 'in-memory://';
        $requests = $project->php('requests.php', '/soon/ann', '/now/ann');
        $requests->wait();
        self::assertStringContainsString('202 ', $requests->output());
        self::assertStringContainsString("send to $gateway->workerAddr failed.", $requests->output());
        // The query behind it throws.
        self::assertStringContainsString('500 ', $requests->output());
    }

    public function testAnAddressThatCannotBeRightIsNamed(): void
    {
        $project = new Project();
        $project->environment['NETSVR_WORKER_ADDRS'] = 'http://10.0.0.1:6061';
        $requests = $project->php('requests.php', '/now/ann');
        $requests->wait();
        self::assertStringContainsString('worker_addrs has "http://10.0.0.1:6061", which is not host:port', $requests->output());
    }

    public function testThePastedTestPasses(): void
    {
        $project = new Project();
        $test = $project->phpunit();
        self::assertSame(0, $test->wait(), $test->output());
        self::assertStringContainsString('OK (2 tests', $test->output());

        // and fails when the application pushes something else
        $project->edit('src/Controller/ShipmentController.php', "'shipped'])", "'lost'])");
        $test = $project->phpunit();
        self::assertNotSame(0, $test->wait(), $test->output());
    }

    public function testATestThatForgetsTheFakeReachesNoGateway(): void
    {
        $gateway = DevGate::start();
        [$client] = $this->clientsCalled('ann', $gateway);
        $project = (new Project())->use($gateway);
        $project->edit('tests/ShipmentTest.php', 'NetBusFake::start()', 'null');
        $test = $project->phpunit();
        self::assertNotSame(0, $test->wait(), $test->output());
        self::assertSame([], $client->receiveAll(1.0));
    }
}
