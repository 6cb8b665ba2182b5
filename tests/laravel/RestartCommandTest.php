<?php
declare(strict_types=1);

use Illuminate\Foundation\Console\ReloadCommand;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;

final class RestartCommandTest extends LaravelTestCase
{
    private const WELCOME = 'welcome to netsvr test';
    private const FILES = ['CACHE_DRIVER' => 'file'];

    public function testAProcessEndsAfterTheEventInHand(): void
    {
        $this->restart();
        [$gateway, $artisan] = $this->work();
        // What was asked before its start is no concern of it.
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        usleep(1_500_000);
        self::assertStringNotContainsString('Stopped', $artisan->output());
        $this->restart();
        self::assertSame(0, $artisan->wait(30), $artisan->output());
        self::assertStringContainsString('Stopped: netsvr:restart; 1 events in', $artisan->output());
        self::assertStringContainsString("unregister to $gateway->workerAddr ok.", $artisan->output());
    }

    public function testProcessesOfASupervisorAreReplacedOneAfterTheOtherAndNothingIsLost(): void
    {
        [$gateway, $artisan] = $this->work('--processes=1');
        $artisan->waitFor('/(Working for .*){2}/s');
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        $this->restart();
        $deadline = microtime(true) + 20;
        for ($message = 0; !preg_match('/(Working for .*){4}/s', $artisan->output()); $message++) {
            self::assertLessThan($deadline, microtime(true), $artisan->output());
            $client->send((string)$message);
            self::assertSame("you said $message", $client->receive(20));
            $artisan->read(0.01);
        }
        self::assertStringContainsString('Replacing the processes one after the other.', $artisan->output());
        self::assertStringNotContainsString('Stopped: netsvr:restart', $artisan->output());
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait(40), $artisan->output());
    }

    public function testACacheThatFailsIsNoReasonToEnd(): void
    {
        file_put_contents(
            "{$this->project->folder}/config/cache.php",
            "<?php return ['default' => 'down', 'stores' => ['down' => ['driver' => 'failing']], 'prefix' => ''];"
        );
        $began = microtime(true);
        [$gateway, $artisan] = $this->work('', ['TEST_PROVIDERS' => App\FailingCacheServiceProvider::class]);
        $client = $gateway->client();
        self::assertSame(self::WELCOME, $client->receive(20));
        usleep(2_500_000);
        $client->send('are you there');
        self::assertSame('you said are you there', $client->receive(20), $artisan->output());
        $asked = file("{$this->project->folder}/storage/asked");
        self::assertContains("netsvr:work:restart\n", $asked);
        self::assertLessThanOrEqual(3 + microtime(true) - $began, count($asked), 'it asks about once a second');
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait());
    }

    public function testACacheThatReachesNobodyIsNamed(): void
    {
        $restart = $this->project->artisan(['netsvr:restart'], ['CACHE_DRIVER' => 'array']);
        self::assertSame(1, $restart->wait());
        self::assertStringContainsString('The cache store array (array) keeps nothing for other', $restart->output());
    }

    public function testReloadOfTheFrameworkCoversIt(): void
    {
        if (!class_exists(ReloadCommand::class)) {
            self::markTestSkipped('this Laravel has no reload');
        }
        [, $artisan] = $this->work();
        self::assertSame(0, $this->project->artisan(['reload'], self::FILES)->wait(40));
        self::assertSame(0, $artisan->wait(30), $artisan->output());
        self::assertStringContainsString('Stopped: netsvr:restart', $artisan->output());
    }

    private function restart(): void
    {
        $restart = $this->project->artisan(['netsvr:restart'], self::FILES);
        self::assertSame(0, $restart->wait(), $restart->output());
    }

    /** @return array{DevGate, Artisan} */
    private function work(string $option = '', array $environment = self::FILES): array
    {
        $gateway = DevGate::start();
        $arguments = array_filter(['netsvr:work', '--handler=App\EchoHandler', $option], strlen(...));
        $artisan = $this->project->artisan(
            array_values($arguments),
            ['NETSVR_WORKER_ADDRS' => $gateway->workerAddr] + $environment
        );
        $artisan->waitFor('/register to \S+ ok/');
        return [$gateway, $artisan];
    }
}
