<?php
declare(strict_types=1);

use NetsvrTests\HyperfCoroutines\Page;
use NetsvrTests\HyperfCoroutines\Project;
use NetsvrTests\Support\DevGate;
use PHPUnit\Framework\TestCase;

/**
 * A project on the real Hyperf and the real Swoole: HYPERF_DIR is a folder with composer.lock and vendor/ in which
 * hyperf/framework, command, config, di, devtool, event, process, server and signal are installed, SWOOLE_SO a swoole.so for
 * this PHP. Times are bounded generously: what they tell apart is seconds.
 */
final class ServerTest extends TestCase
{
    protected function setUp(): void
    {
        if (Project::missing() !== null) {
            self::markTestSkipped(Project::missing());
        }
    }

    public function testHyperfFindsTheLibraryAndPublishesItsFiles(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        unlink("$project->folder/config/autoload/netsvr.php");
        [$publish, $ask] = Page::install();
        [$status, $output] = $project->console(...$publish);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString('publishes [config] successfully', $output);
        self::assertFileEquals(
            dirname(__DIR__, 2) . '/php/resources/hyperf/netsvr.php',
            "$project->folder/config/autoload/netsvr.php"
        );
        [$status, $output] = $project->console(...$ask);
        self::assertSame(0, $status, $output);
        self::assertMatchesRegularExpression("~$gateway->workerAddr +\\| yes~", $output);
        self::assertStringContainsString('No business process is running.', $project->console('business:status')[1]);
    }

    public function testAQuerySuspendsOnlyItsCoroutine(): void
    {
        $gateway = DevGate::start('--delay-ms', '4000');
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        $project->start('start');
        self::assertSame('pong', $project->get('/ping'), $project->said());

        $start = microtime(true);
        $requests = array_map(fn(): mixed => $project->ask('/count'), range(1, 20));
        usleep(200_000);
        // The only worker answers others meanwhile.
        self::assertSame('pong', $project->get('/ping'));
        self::assertLessThan(3.8, microtime(true) - $start);
        foreach ($requests as $request) {
            self::assertSame([['workerAddr' => $gateway->workerAddr, 'count' => 0]], Project::answer($request));
        }
        // One after the other they take 80 seconds.
        self::assertLessThan(30, microtime(true) - $start);
        self::assertSame(['25', '3000'], array_values(array_intersect_key($project->get('/state'), ['pool' => 1, 'wait' => 1])));
        self::assertSame(0, $project->stop());
    }

    public function testWhoGetsNoConnectionIsToldOfThePool(): void
    {
        $gateway = DevGate::start('--delay-ms', '3000');
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        $project->configure("'taskSocketPoolMaxConnections' => 25", "'taskSocketPoolMaxConnections' => 1");
        $project->configure("'taskSocketPoolWaitTimeoutMillisecond' => 3000", "'taskSocketPoolWaitTimeoutMillisecond' => 300");
        $project->start('start');
        self::assertSame('pong', $project->get('/ping'), $project->said());
        $first = $project->ask('/count');
        usleep(300_000);
        $problem = '(netsvr.pool_size), and none became free within 300 ms (netsvr.pool_wait_ms)';
        $answer = $project->get('/count');
        self::assertStringStartsWith('NetsvrBusiness\\Exception\\SocketReceiveException: ', $answer);
        self::assertStringContainsString($problem, $answer);
        self::assertStringContainsString($problem, $project->said());
        self::assertSame([['workerAddr' => $gateway->workerAddr, 'count' => 0]], Project::answer($first));
    }

    public static function receivers(): array
    {
        return [
            'business:start' => [['business:start', '--workers', '1'], null],
            'a process beside the workers' => [['start'], 'config/autoload/processes.php'],
            'the workers themselves' => [['start'], 'config/autoload/listeners.php'],
        ];
    }

    /**
     * @dataProvider receivers
     * @param list<string> $command
     * @param string|null $file what is pasted from the page
     */
    public function testWhatClientsSendReachesTheHandler(array $command, ?string $file): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        $file === null || $project->paste($file);
        $project->start(...$command);
        $project->waitFor("register to $gateway->workerAddr ok.");
        $client = $gateway->client();
        self::assertSame('opened', $client->receive(20), $project->said());
        foreach (['hello' => 'hello', 'ask counted' => 'counted'] as $message => $answer) {
            $client->send($message);
            self::assertSame($answer, $client->receive(20), $project->said());
        }
        $client->send('throw away');
        $client->send('afterwards');
        self::assertSame('afterwards', $client->receive(20), $project->said());
        $project->waitFor('App\Event failed: RuntimeException: away');
        // A handler that waits holds nobody up but its own client.
        $other = $gateway->client();
        self::assertSame('opened', $other->receive(20), $project->said());
        $client->send('sleep 3000 slow');
        $client->send('next');
        $other->send('ask quick');
        self::assertSame('quick', $other->receive(2.7), $project->said());
        self::assertSame(['slow', 'next'], [$client->receive(20), $client->receive(20)]);

        $client->send('sleep 1500 at the end');
        usleep(500_000);
        if ($file === null) {
            self::assertStringContainsString('The business processes are running.', $project->console('business:status')[1]);
            self::assertSame([0, ''], $project->console('business:stop'));
        } else {
            self::assertSame(0, $project->stop(), $project->said());
        }
        // What is being handled when it is to stop is handled to its end.
        self::assertSame('at the end', $client->receive(20), $project->said());
        $project->waitFor("unregister to $gateway->workerAddr ok.");
    }

    public static function replaced(): array
    {
        return [
            'business:start, one process' => [['business:start', '--workers', '1'], null, 'business.pid'],
            'business:start, two processes' => [['business:start', '--workers', '2'], null, 'business.pid'],
            'one worker' => [['start'], 'config/autoload/listeners.php', 'hyperf.pid', '1'],
            'two workers' => [['start'], 'config/autoload/listeners.php', 'hyperf.pid', '2'],
        ];
    }

    /**
     * @dataProvider replaced
     * @param list<string> $command
     */
    public function testAReloadLosesNoMessage(array $command, ?string $file, string $pidFile, string $workers = '1'): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr, 'TEST_WORKERS' => $workers]);
        $file === null || $project->paste($file);
        $project->start(...$command);
        $project->waitFor("register to $gateway->workerAddr ok.");
        $client = $gateway->client();
        self::assertSame('opened', $client->receive(20), $project->said());
        $master = (int)file_get_contents("$project->folder/runtime/$pidFile");

        $unregistered = static fn(): int => substr_count($project->said(), "unregister to $gateway->workerAddr ok.");
        $sent = $received = [];
        for ($reload = 0; $reload < 3; $reload++) {
            posix_kill($master, SIGUSR1);
            $began = microtime(true);
            while (($passed = microtime(true) - $began) < 2.0 || $unregistered() <= $reload && $passed < 40.0) {
                $client->send($sent[] = 'm' . count($sent));
                usleep(500);
                while (count($sent) - count($received) > 50 && ($answer = $client->receive(0.2)) !== null) {
                    $received[] = $answer;
                }
            }
        }
        while (count($received) < count($sent) && ($answer = $client->receive(20)) !== null) {
            $received[] = $answer;
        }
        self::assertSame([], array_values(array_diff($sent, $received)), $project->said());
        self::assertGreaterThanOrEqual(3, $unregistered(), $project->said());
        self::assertSame(0, $project->stop(), $project->said());
    }

    public function testAProcessWithAllPlacesTakenTakesLeaveAtOnce(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        $project->configure("'handlersAtOnce' => 100", "'handlersAtOnce' => 1");
        $project->paste('config/autoload/listeners.php');
        $project->start('start');
        $project->waitFor("register to $gateway->workerAddr ok.");
        $clients = [$gateway->client(), $gateway->client()];
        foreach ($clients as $client) {
            self::assertSame('opened', $client->receive(20), $project->said());
        }
        foreach ($clients as $number => $client) {
            $client->send("sleep 5000 client$number");
        }
        usleep(500_000);
        posix_kill((int)file_get_contents("$project->folder/runtime/hyperf.pid"), SIGTERM);
        $project->waitFor("unregister to $gateway->workerAddr ok.", 3.0);
        self::assertSame(['client0', 'client1'], [$clients[0]->receive(20), $clients[1]->receive(20)], $project->said());
    }

    public function testWhatAKilledContainerHasLeftKeepsNobodyFromStarting(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        // The number belongs to another process by now.
        file_put_contents("$project->folder/runtime/business.pid", (string)getmypid());
        self::assertStringContainsString('No business process is running.', $project->console('business:status')[1]);
        file_put_contents("$project->folder/runtime/business.pid", (string)getmypid());
        $project->start('business:start', '--workers', '1');
        $project->waitFor("register to $gateway->workerAddr ok.");
        self::assertSame(0, $project->stop(30), $project->said());
    }

    public function testTheProcessesEndWhenTheOneThatHasStartedThemIsKilled(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        $project->start('business:start', '--workers', '1');
        $project->waitFor("register to $gateway->workerAddr ok.");
        posix_kill((int)file_get_contents("$project->folder/runtime/business.pid"), SIGKILL);
        $project->waitFor("unregister to $gateway->workerAddr ok.", 10.0);
        self::assertSame(2, substr_count($project->said(), "register to $gateway->workerAddr ok."), $project->said());
    }

    public function testAHandlerThatDoesNotEndKeepsNoProcess(): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        $project->start('business:start', '--workers', '1');
        $project->waitFor("register to $gateway->workerAddr ok.");
        $client = $gateway->client();
        self::assertSame('opened', $client->receive(20), $project->said());
        $client->send('sleep 120000 late');
        usleep(500_000);
        self::assertSame(0, $project->stop(30), $project->said());
        self::assertStringContainsString('handlers were still at work when their process ended', $project->said());
    }

    public static function ends(): array
    {
        return [
            'the workers' => ['config/autoload/listeners.php'],
            'a process beside the workers' => ['config/autoload/processes.php'],
        ];
    }

    /** @dataProvider ends */
    public function testWithHyperfSignalTheServerEndsAsWell(string $file): void
    {
        $gateway = DevGate::start();
        $project = new Project(['NETSVR_WORKER_ADDR' => $gateway->workerAddr]);
        $project->paste($file);
        $project->paste('config/autoload/signal.php');
        $project->start('start');
        $project->waitFor("register to $gateway->workerAddr ok.");
        $start = microtime(true);
        self::assertSame(0, $project->stop(), $project->said());
        // Swoole kills whoever has not ended in max_wait_time, 20 seconds.
        self::assertLessThan(15, microtime(true) - $start, $project->said());
        self::assertStringContainsString("unregister to $gateway->workerAddr ok.", $project->said());
    }
}
