<?php
declare(strict_types=1);

use NetsvrTests\Hyperf\Project;
use NetsvrTests\Support\DevGate;
use PHPUnit\Framework\TestCase;

/** What docs/hyperf.md tells its reader to paste: in an application of Hyperf (HYPERF_DIR), or on a stand-in. */
final class HyperfTest extends TestCase
{
    public static function pages(): array
    {
        return ['English' => ['docs/hyperf.md'], 'Chinese' => ['docs/hyperf.zh-CN.md']];
    }

    public static function generations(): array
    {
        return ['gateway 5.x' => ['5'], 'gateway 8.x' => ['8']];
    }

    /** @dataProvider pages */
    public function testTheCommandsAreThere(string $page): void
    {
        $project = new Project($page);
        $list = $project->command('list', '--raw');
        self::assertSame(0, $list->wait(), $list->output());
        foreach (['netsvr:announce', 'netsvr:pushes', 'netsvr:work'] as $name) {
            self::assertMatchesRegularExpression("~^$name\\s~m", $list->output());
        }
    }

    /** @dataProvider generations */
    public function testACommandPushes(string $generation): void
    {
        $gateways = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $clients = array_map(static fn(DevGate $gateway) => $gateway->client(), $gateways);
        $project = (new Project())->use(...$gateways);
        $announce = $project->typed('announce');
        self::assertSame(0, $announce->wait(), $announce->output());
        self::assertStringContainsString('Told 2 connections.', $announce->output());
        foreach ($clients as $client) {
            self::assertSame('Closing at ten.', $client->receive(60.0));
        }
        self::assertMatchesRegularExpression('~netsvr\.INFO: hyperf connect to~', $announce->output());
    }

    public function testACommandSaysThatAGatewayIsDown(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $project = (new Project())->use(...$gateways);
        $client = $gateways[1]->client();
        $gateways[0]->stop();
        $announce = $project->command('netsvr:announce', 'closing');
        self::assertNotSame(0, $announce->wait(), $announce->output());
        self::assertStringContainsString("connect to {$gateways[0]->workerAddr} failed", $announce->output());
        self::assertSame('closing', $client->receive(60.0));
    }

    public function testACommandInACoroutineIsRefused(): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $project = (new Project())->use($gateway);
        if ($project->isReal()) {
            $project->edit('app/Command/AnnounceCommand.php', 'public function handle(): int', <<<'PHP'
                public function run($input, $output): int
                    {
                        \Swoole\Coroutine\run(fn () => parent::run($input, $output));
                        return 0;
                    }

                    public function handle(): int
                PHP);
        } else {
            $project->environment['TEST_IN_COROUTINE'] = '1';
        }
        $announce = $project->command('netsvr:announce', 'closing');
        $announce->wait();
        self::assertStringContainsString('for which its sockets are not meant', $announce->output());
        self::assertSame([], $client->receiveAll(1.0));
    }
}
