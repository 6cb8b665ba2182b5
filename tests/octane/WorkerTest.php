<?php
declare(strict_types=1);

use NetsvrTests\Octane\Page;
use NetsvrTests\Octane\Project;
use NetsvrTests\Octane\RoadRunner;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Program;
use PHPUnit\Framework\TestCase;

/**
 * Workers of other servers. FrankenPHP is a function of the test, which calls the worker's closure. RoadRunner is the test
 * itself, which speaks with the worker as RoadRunner does: OCTANE_DIR has spiral/roadrunner-http in its vendor/, nyholm/psr7
 * and, for Octane, laravel/octane.
 */
final class WorkerTest extends TestCase
{
    private const FRANKENPHP = <<<'PHP'

        function frankenphp_handle_request(callable $handle): bool
        {
            static $left = 50;
            $handle();
            return --$left > 0;
        }

        PHP;

    private string $folder = '';

    public function testBothLanguagesHaveTheSameWorkers(): void
    {
        foreach (['frankenphp', 'roadrunner'] as $name) {
            [$english, $chinese] = array_map(
                static fn(string $page): string => (string)preg_replace('~//.*~', '', Page::block($name, $page)),
                ['worker-mode.md', 'worker-mode.zh-CN.md']
            );
            self::assertSame($english, $chinese);
        }
    }

    public function testTheWorkerForFrankenPhpServesAllRequestsOverOneConnection(): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $autoload = dirname(__DIR__) . '/support/autoload.php';
        $this->folder = Page::lay('frankenphp', 'worker.php', $autoload, $gateway->workerAddr, self::FRANKENPHP);
        $worker = Program::start($this->folder, [...Program::php(), 'worker.php'], getenv());
        self::assertSame(0, $worker->wait(), $worker->output());
        self::assertSame(50, substr_count($worker->output(), 'ok') - substr_count($worker->output(), ' ok.'), $worker->output());
        self::assertSame(1, substr_count($worker->output(), "connect to $gateway->workerAddr ok."), $worker->output());
        self::assertSame(array_fill(0, 50, 'hello'), $client->receiveAll(expected: 50));
    }

    public function testTheWorkerForRoadRunnerServesAllRequestsOverOneConnection(): void
    {
        self::needsRoadRunner('nyholm/psr7');
        $gateway = DevGate::start();
        $client = $gateway->client();
        $this->folder = Page::lay('roadrunner', 'psr-worker.php', getenv('OCTANE_DIR') . '/vendor/autoload.php', $gateway->workerAddr);
        $worker = new RoadRunner($this->folder, ['psr-worker.php'], [], "$this->folder/log");
        foreach (range(1, 50) as $request) {
            self::assertSame([200, 'ok'], $worker->get('/'), $worker->said());
        }
        self::assertSame(array_fill(0, 50, 'hello'), $client->receiveAll(expected: 50));
        self::assertSame(1, substr_count($worker->said(), "connect to $gateway->workerAddr ok."), $worker->said());
        // A gateway that is gone is no end of the worker, nor of its frames.
        $gateway->kill();
        self::assertSame([200, 'ok'], $worker->get('/'), $worker->said());
        $gateway->restart();
        $client = $gateway->client();
        for ($deadline = microtime(true) + 20; $client->receive(0.1) !== 'hello';) {
            self::assertLessThan($deadline, microtime(true), $worker->said());
            self::assertSame([200, 'ok'], $worker->get('/'));
        }
        self::assertSame(0, $worker->stop(), $worker->said());
    }

    public function testOctaneOnRoadRunner(): void
    {
        self::needsRoadRunner('laravel/octane');
        $gateway = DevGate::start();
        $gone = Port::hold();
        $client = $gateway->client();
        $project = new Project(['NETSVR_WORKER_ADDRS' => "$gateway->workerAddr,$gone"]);
        $workers = [$project->roadRunner(), $project->roadRunner()];
        foreach (range(1, 5) as $round) {
            foreach ($workers as $worker) {
                $worker->send("/push?to=$client->uniqId&text=$round");
            }
            foreach ($workers as $worker) {
                self::assertSame([200, json_encode(['pid' => $worker->pid()])], $worker->answer(), $project->said() . $worker->said());
                self::assertSame("$round", $client->receive(5));
            }
        }
        foreach ($workers as $worker) {
            foreach ([1, 2, 3] as $order) {
                self::assertSame(200, $worker->get("/broadcast?order=$order")[0], $project->said());
            }
            $first = $worker->get('/container')[1];
            self::assertSame($first, $worker->get('/container')[1]);
            self::assertSame(500, $worker->get('/throw')[0]);
            self::assertSame('before', $client->receive(5));
        }
        self::assertSame(6, substr_count($project->said(), 'did not reach 1 of 2 gateways'), $project->said());
        foreach ($workers as $worker) {
            self::assertSame(0, $worker->stop(), $worker->said());
        }
    }

    protected function tearDown(): void
    {
        $this->folder === '' || Page::clear($this->folder);
    }

    private static function needsRoadRunner(string $package): void
    {
        foreach (['spiral/roadrunner-http', $package] as $needed) {
            if (!is_dir(getenv('OCTANE_DIR') . "/vendor/$needed")) {
                self::markTestSkipped("roadrunner: OCTANE_DIR names no folder in which Composer has installed $needed");
            }
        }
    }
}
