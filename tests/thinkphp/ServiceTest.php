<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\ThinkPhp\Page;
use NetsvrTests\ThinkPhp\Project;
use PHPUnit\Framework\TestCase;

/** The service in a ThinkPHP project: what a request has of it. */
final class ServiceTest extends TestCase
{
    public function testComposersScriptsRegisterTheServiceAndPublishTheConfiguration(): void
    {
        $project = (new Project())->install();
        self::assertSame(['NetsvrBusiness\ThinkPhp\Service'], require "$project->folder/vendor/services.php");
        self::assertFileEquals(dirname(__DIR__, 2) . '/php/src/ThinkPhp/config/netsvr.php', "$project->folder/config/netsvr.php");
    }

    public function testARequestPushes(): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $project->request('app\Pusher', 'push');
        self::assertSame('hello from the project', $client->receive(60));
        self::assertStringContainsString("connect to $gateway->workerAddr ok.", $project->log());
    }

    public function testAProjectWithoutThePublishedFilePushes(): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        unlink("$project->folder/config/netsvr.php");
        $project->request('app\Pusher', 'push');
        self::assertSame('hello from the project', $client->receive(60));
        // Nor does a file that leaves things out take anything away.
        $project->write('config/netsvr.php', "<?php return ['log_channel' => 'sockets', 'work' => ['events' => 'message']];");
        $project->request('app\Pusher', 'push');
        self::assertSame('hello from the project', $client->receive(60));
        self::assertStringContainsString("connect to $gateway->workerAddr ok.", $project->log('sockets'));
    }

    public function testWithApi8ARequestPushesThroughAGateway8(): void
    {
        $gateway = DevGate::start('--gateway', '8');
        $client = $gateway->client();
        $project = (new Project())->install()->env([
            'NETSVR_WORKER_ADDRS' => $gateway->workerAddr,
            'NETSVR_TASK_ADDRS' => (string)$gateway->taskAddr,
        ]);
        [$status, $output, $errors] = $project->run(['request.php', 'app\Pusher', 'push'], ['-d', 'netsvr.api=8']);
        self::assertSame(0, $status, $output . $errors);
        self::assertSame('hello from the project', $client->receive(60));
    }

    public function testWithAKeyOfPhpIniItPushesThroughAGateway8(): void
    {
        $gateway = DevGate::start('--gateway', '8');
        $client = $gateway->client();
        // A variable of the system, as in a container: ThinkPHP wants PHP_ before the name.
        putenv("PHP_NETSVR_WORKER_ADDRS=$gateway->workerAddr");
        try {
            $options = ['-d', 'netsvr.gateway=8', '-d', "netsvr.task_addrs=\"$gateway->workerAddr=$gateway->taskAddr\""];
            [$status, $output, $errors] = (new Project())->install()->run(['request.php', 'app\Pusher', 'push'], $options);
        } finally {
            putenv('PHP_NETSVR_WORKER_ADDRS');
        }
        self::assertSame(0, $status, $output . $errors);
        self::assertSame('hello from the project', $client->receive(60));
    }

    public function testARequestThatPushesNothingNeitherConnectsNorReadsTheAddresses(): void
    {
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => 'no address']);
        self::assertSame('nothing pushed', $project->request('app\Pusher', 'nothing'));
        self::assertSame('', $project->log());

        [, $output, $errors] = $project->run(['request.php', 'app\Pusher', 'push']);
        self::assertStringContainsString('worker_addrs has "no address"', $output . $errors);
    }

    public function testAManagerOfTheProjectItselfWins(): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => '127.0.0.1:1', 'OWN_ADDR' => $gateway->workerAddr]);
        $project->write('app/service.php', '<?php return [app\OwnService::class];');
        $project->write('app/OwnService.php', <<<'PHP'
            <?php
            namespace app;

            use NetsvrBusiness\Container;
            use NetsvrBusiness\Contract\TaskSocketMangerInterface;
            use NetsvrBusiness\TaskSocket;
            use NetsvrBusiness\TaskSocketManger;

            class OwnService extends \think\Service
            {
                public function register(): void
                {
                    Container::getInstance()->bind(TaskSocketMangerInterface::class, function () {
                        $manager = new TaskSocketManger();
                        $manager->addSocket(new TaskSocket('own', $this->app->log, env('OWN_ADDR'), 5, 5, 117));
                        return $manager;
                    });
                }
            }
            PHP);
        $project->request('app\Pusher', 'push');
        self::assertSame('hello from the project', $client->receive(60));
        self::assertStringContainsString("own connect to $gateway->workerAddr ok.", $project->log());
    }

    public function testTheConfigurationSetsKeysOfTheExtension(): void
    {
        $project = (new Project())->install();
        self::assertSame('log', $project->request('app\Pusher', 'setting'));
        $project->configure("'ini' => []", "'ini' => ['on_send_failure' => 'throw', 'text_check' => null]");
        self::assertSame('throw', $project->request('app\Pusher', 'setting'));
        $project->configure("['on_send_failure' => 'throw'", "['on_send_failure' => 'perhaps'");
        [, $output, $errors] = $project->run(['request.php', 'app\Pusher', 'setting']);
        self::assertStringContainsString('netsvr.on_send_failure must be log or throw', $output . $errors);
    }

    public function testTheLogHasWhatIsKnownOfAFailure(): void
    {
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => Port::hold(), 'NETSVR_LOG_CHANNEL' => 'sockets']);
        // As ThinkPHP does with warnings: what the log makes of the context must not be one.
        self::assertSame('done', $project->request('app\Pusher', 'push'));
        self::assertMatchesRegularExpression('~\[error\] .* failed\..*\n#\d+ \{main\} \{"gateway":"127\.0\.0\.1:\d+"[^}\n]*\}\n~s', $project->log('sockets'));
        self::assertSame('', $project->log());
    }

    public function testAChannelThatIsNotThereCostsNoLine(): void
    {
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => Port::hold(), 'NETSVR_LOG_CHANNEL' => 'nowhere']);
        [$status, $output, $errors] = $project->run(['request.php', 'app\Pusher', 'push']);
        self::assertSame([0, 'done', ''], [$status, $output, $errors]);
        self::assertStringContainsString('failed.', $project->log());
        self::assertSame(1, substr_count($project->log(), '(in .env NETSVR_LOG_CHANNEL) is "nowhere", and config/log.php has no such channel'));
    }

    public function testWithoutAChannelTheLevelChoosesItAsInTheRestOfTheProject(): void
    {
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => Port::hold()]);
        $file = "$project->folder/config/log.php";
        file_put_contents($file, str_replace("'type_channel' => []", "'type_channel' => ['error' => 'sockets']", (string)file_get_contents($file)));
        self::assertSame('done', $project->request('app\Pusher', 'push'));
        self::assertStringContainsString('failed.', $project->log('sockets'));
        self::assertStringNotContainsString('[error]', $project->log());
    }

    public function testTheCallbacksHaveTheirPathWhereItsFirstWordIsAnApplication(): void
    {
        if (!Project::isReal()) {
            self::markTestSkipped('routes: THINKPHP_DIR names no installed application');
        }
        $project = (new Project())->install()->env(['NETSVR_CALLBACK_SECRET' => 'the-secret']);
        $project->configure("'handler' => null", "'handler' => app\\netsvr\\Doorman::class");
        $project->write('app/netsvr/Doorman.php', (new Page('docs/thinkphp.md'))->block('doorman'));
        // As think-multi-app does with app/netsvr, where handlers are.
        $project->write('app/middleware.php', '<?php return [app\MultiApp::class];');
        $project->write('app/MultiApp.php', <<<'PHP'
            <?php
            namespace app;

            class MultiApp
            {
                public function handle($request, \Closure $next)
                {
                    [$name, $rest] = explode('/', $request->pathinfo(), 2) + [1 => ''];
                    if (is_dir(__DIR__ . "/$name")) {
                        $request->setRoot("/$name");
                        $request->setPathinfo($rest);
                    }
                    return $next($request);
                }
            }
            PHP);
        $url = "http://netsvr:the-secret@{$project->serve()}";
        foreach (['/netsvr' => '', '/netsvr/of/gateways' => "'path' => '/netsvr/of/gateways'", '/others' => "'path' => '/others'"] as $path => $setting) {
            $setting === '' || $project->write('config/netsvr.php', (string)preg_replace(
                "~'path' => '.*'~",
                $setting,
                (string)file_get_contents("$project->folder/config/netsvr.php")
            ));
            foreach (['open', 'close'] as $callback) {
                $context = stream_context_create(['http' => ['method' => 'POST', 'ignore_errors' => true, 'timeout' => 30]]);
                file_get_contents("$url$path/$callback", false, $context);
                self::assertStringContainsString(' 200 ', $http_response_header[0], "$path/$callback");
            }
        }
        $project->stop();
    }

    public function testWithoutTheExtensionAllThatPushesNothingWorks(): void
    {
        $project = (new Project())->install();
        self::assertSame([0, 'nothing pushed'], array_slice($project->run(['request.php', 'app\Pusher', 'nothing'], [], false), 0, 2));
        foreach (['netsvr:status', 'netsvr:work', 'netsvr:metrics'] as $command) {
            [$status, $output] = $project->run(['think', $command], [], false);
            self::assertSame(1, $status, $output);
            self::assertStringContainsString('the PHP extension netsvr is not loaded in this PHP', $output);
        }
        [, $output, $errors] = $project->run(['request.php', 'app\Pusher', 'push'], [], false);
        self::assertStringContainsString('the PHP extension netsvr is not loaded in this PHP', $output . $errors);
    }
}
