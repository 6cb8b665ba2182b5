<?php
declare(strict_types=1);

use NetsvrBusiness\Laravel\Install\ChannelRoutes;
use NetsvrBusiness\Laravel\Install\Deployment;
use NetsvrBusiness\Laravel\Install\EnvFile;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\Daemon;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\WebServer;
use NetsvrTests\Support\WebSocketClient;
use PHPUnit\Framework\Attributes\DataProvider;

/** What netsvr:install makes of a project, and that what it writes works together. */
final class InstallCommandTest extends LaravelTestCase
{
    private ?Daemon $nginx = null;

    protected function tearDown(): void
    {
        $this->nginx?->stop();
        parent::tearDown();
    }

    /** As a new project of Laravel 11 and newer has it; of 10 and older, below. */
    private const ENV = "APP_URL=http://localhost\n\nBROADCAST_CONNECTION=log\nCACHE_STORE=file\n\nVITE_APP_NAME=\"\${APP_NAME}\"\n";

    public function testItSetsANewProjectUpAndLeavesItAsItIsTheSecondTime(): void
    {
        $this->put('.env', self::ENV);
        $this->put('config/broadcasting.php', '<?php return ["default" => env("BROADCAST_CONNECTION"), "connections" => []];');
        [$status, $output] = $this->install();
        self::assertSame(0, $status, $output);
        self::assertStringContainsString('BROADCAST_CONNECTION=netsvr written', $output);

        $env = new EnvFile($this->path('.env'));
        self::assertStringStartsWith("APP_URL=http://localhost\n\nBROADCAST_CONNECTION=netsvr\nCACHE_STORE=file\n\nVITE_APP_NAME=", $this->get('.env'));
        self::assertSame('127.0.0.1:6061', $env->value('NETSVR_WORKER_ADDRS'));
        self::assertMatchesRegularExpression('/^\d{6}$/', $env->value('NETSVR_APP_ID'));
        self::assertMatchesRegularExpression('/^[0-9a-f]{20}$/', $env->value('NETSVR_APP_KEY'));
        self::assertMatchesRegularExpression('/^[0-9a-f]{40}$/', $env->value('NETSVR_APP_SECRET'));
        self::assertSame(32, strlen((string)base64_decode($env->value('NETSVR_ENCRYPTION_KEY'), true)));
        $front = version_compare(Illuminate\Foundation\Application::VERSION, '11', '>=') ? 'VITE_REVERB' : 'VITE_PUSHER';
        self::assertSame($env->value('NETSVR_APP_KEY'), $env->value("{$front}_APP_KEY"));
        self::assertSame('localhost', $env->value("{$front}_HOST"));
        self::assertSame('6060', $env->value("{$front}_PORT"));
        self::assertSame('http', $env->value("{$front}_SCHEME"));

        self::assertStringContainsString("set up the front end yourself: Echo with the broadcaster", $output);
        self::assertFileEquals(dirname(__DIR__, 2) . '/php/config/netsvr.php', $this->path('config/netsvr.php'));
        self::assertStringContainsString("Broadcast::channel('App.Models.User.{id}'", $this->get('routes/channels.php'));
        foreach (array_keys(Deployment::FILES) as $name) {
            self::assertFileExists($this->path("deploy/netsvr/$name"));
            self::assertStringNotContainsString($env->value('NETSVR_APP_SECRET'), $this->get("deploy/netsvr/$name"));
        }

        $before = $this->everything();
        [$status, $output] = $this->install();
        self::assertSame(0, $status, $output);
        self::assertStringNotContainsString('written', $output);
        self::assertSame($before, $this->everything());
    }

    public function testForceWritesFilesAnewAndKeepsKeysAndChannels(): void
    {
        $this->put('.env', "BROADCAST_DRIVER=redis\nNETSVR_APP_ID=1\nNETSVR_APP_KEY=k\nNETSVR_APP_SECRET=s\n");
        $this->put('config/netsvr.php', '<?php return [];');
        $this->put('routes/channels.php', '<?php // ours');
        $this->put('deploy/netsvr/supervisor.conf', 'ours');
        [, $output] = $this->install();
        self::assertStringContainsString('BROADCAST_DRIVER=redis kept: set it to netsvr when you are ready, or use --force', $output);
        self::assertSame('<?php return [];', $this->get('config/netsvr.php'));
        self::assertSame('ours', $this->get('deploy/netsvr/supervisor.conf'));

        [$status, $output] = $this->install('--force');
        self::assertSame(0, $status, $output);
        $env = new EnvFile($this->path('.env'));
        self::assertSame('netsvr', $env->value('BROADCAST_DRIVER'));
        self::assertSame(['1', 'k', 's'], array_map($env->value(...), ['NETSVR_APP_ID', 'NETSVR_APP_KEY', 'NETSVR_APP_SECRET']));
        self::assertSame('<?php // ours', $this->get('routes/channels.php'));
        self::assertStringContainsString('[program:netsvr-work]', $this->get('deploy/netsvr/supervisor.conf'));
    }

    public function testWhoComesFromReverbKeepsItsApplicationAndItsFrontEnd(): void
    {
        $reverb = "REVERB_APP_ID=7\nREVERB_APP_KEY=its-key\nREVERB_APP_SECRET=its-secret\nREVERB_HOST=localhost\n"
            . "REVERB_PORT=8080\nREVERB_SCHEME=http\n\nVITE_REVERB_APP_KEY=\"\${REVERB_APP_KEY}\"\nVITE_REVERB_HOST=\"\${REVERB_HOST}\"\n";
        $this->put('.env', "BROADCAST_CONNECTION=reverb\n$reverb");
        [$status, $output] = $this->install();
        self::assertSame(0, $status, $output);
        self::assertStringStartsWith("BROADCAST_CONNECTION=reverb\n$reverb", $this->get('.env'));
        self::assertStringNotContainsString('NETSVR_APP_', $this->get('.env'));
        // Echo finds the gateway where it has found Reverb.
        self::assertSame('127.0.0.1:8080', $this->toml('netsvr-5.toml')['Customer']['ListenAddress']);
        // What the variables stand for reaches the application.
        $artisan = $this->project->artisan(['netsvr:install']);
        self::assertSame(0, $artisan->wait(), $artisan->output());
    }

    public function testTheFrontEndGetsEchoWhereLaravelMakesItByVite(): void
    {
        if (version_compare(Illuminate\Foundation\Application::VERSION, '11', '<')) {
            self::markTestSkipped('Laravel ' . Illuminate\Foundation\Application::VERSION . ' has Echo in its bootstrap.js');
        }
        $this->put('.env', self::ENV);
        $this->put('vite.config.js', '');
        $this->put('resources/js/app.js', "import './bootstrap';\n");
        $this->install();
        self::assertStringContainsString("broadcaster: 'reverb',\n    key: env.VITE_REVERB_APP_KEY,", $this->get('resources/js/echo.js'));
        self::assertSame("import './bootstrap';\n\nimport './echo';\n", $this->get('resources/js/app.js'));
    }

    public function testOlderProjectsHaveVariablesOfPusherThatAreEmpty(): void
    {
        $this->put('.env', "BROADCAST_DRIVER=log\n\nPUSHER_APP_ID=\nPUSHER_APP_KEY=\nPUSHER_PORT=443\n\n"
            . "VITE_PUSHER_APP_KEY=\"\${PUSHER_APP_KEY}\"\nVITE_PUSHER_HOST=\"\${PUSHER_HOST}\"\nVITE_PUSHER_PORT=\"\${PUSHER_PORT}\"\n"
            . "NETSVR_WORKER_ADDRS=\n");
        $this->put('config/broadcasting.php', '<?php return ["default" => env("BROADCAST_DRIVER", "null"), "connections" => []];');
        [$status, $output] = $this->install();
        self::assertSame(0, $status, $output);
        $env = new EnvFile($this->path('.env'));
        self::assertSame('netsvr', $env->value('BROADCAST_DRIVER'));
        self::assertSame($env->value('NETSVR_APP_KEY'), $env->value('VITE_PUSHER_APP_KEY'));
        self::assertSame('127.0.0.1:6061', $env->value('NETSVR_WORKER_ADDRS'));
        self::assertSame(1, substr_count($this->get('.env'), 'NETSVR_WORKER_ADDRS='));
        self::assertSame(['localhost', '6060'], [$env->value('VITE_PUSHER_HOST'), $env->value('VITE_PUSHER_PORT')]);
        // Some read the file from its beginning, once.
        self::assertLessThan(strpos($this->get('.env'), 'VITE_PUSHER_APP_KEY='), strpos($this->get('.env'), 'NETSVR_APP_KEY='));
    }

    public function testOlderProjectsHaveAProviderThatIsCommentedOut(): void
    {
        $app = '<?php return ["providers" => [
        // App\Providers\BroadcastServiceProvider::class,
        App\Providers\EventServiceProvider::class,
    ]];';
        $this->put('bootstrap/app.php', '<?php $app = new Illuminate\Foundation\Application(dirname(__DIR__)); return $app;');
        $this->put('config/app.php', $app);
        $routes = new ChannelRoutes($this->project->folder);
        self::assertStringContainsString('Let a provider call Broadcast::routes()', (string)$routes->load());
        self::assertSame($app, $this->get('config/app.php'));

        $this->put('app/Providers/BroadcastServiceProvider.php', '<?php // as Laravel has it');
        self::assertNull($routes->load());
        self::assertSame(str_replace('// App', 'App', $app), $this->get('config/app.php'));
        self::assertNull($routes->load());
        self::assertSame(str_replace('// App', 'App', $app), $this->get('config/app.php'));
    }

    /** @dataProvider bootstrapFiles */
    #[DataProvider('bootstrapFiles')]
    public function testRoutesOfChannelsAreLoadedWhereThatIsSafe(string $before, ?string $after): void
    {
        $this->put('bootstrap/app.php', $before);
        $todo = (new ChannelRoutes($this->project->folder))->load();
        self::assertSame($after ?? $before, $this->get('bootstrap/app.php'));
        $after === null
            ? self::assertStringStartsWith('Add to withRouting() in bootstrap/app.php: channels: ', (string)$todo)
            : self::assertNull($todo);
        // and a second time
        (new ChannelRoutes($this->project->folder))->load();
        self::assertSame($after ?? $before, $this->get('bootstrap/app.php'));
    }

    public static function bootstrapFiles(): array
    {
        $head = "<?php\nreturn Application::configure(basePath: dirname(__DIR__))\n";
        $channels = "channels: __DIR__.'/../routes/channels.php',";
        $loads = "$head    ->withRouting(\n        web: 'a',\n        $channels\n    )->create();\n";
        $other = "$head    ->withRouting(web: 'a')\n    ->withBroadcasting('b')->create();\n";
        $line = "$head    ->withRouting(web: __DIR__.'/a', channels: 'b')->create();\n";
        return [
            'as Laravel makes it' => [
                "$head    ->withRouting(\n        web: 'a',\n        health: '/up',\n    )->create();\n",
                "$head    ->withRouting(\n        $channels\n        web: 'a',\n        health: '/up',\n    )->create();\n",
            ],
            'in a comment' => [
                "$head    ->withRouting(\n        web: 'a',\n        // $channels\n    )->create();\n",
                "$head    ->withRouting(\n        $channels\n        web: 'a',\n        // $channels\n    )->create();\n",
            ],
            'it loads them' => [$loads, $loads],
            'in another way' => [$other, $other],
            'in one line with the others' => [$line, $line],
            'arguments without names' => ["$head    ->withRouting(\n        fn() => 1,\n    )->create();\n", null],
            'in one line' => ["$head    ->withRouting(web: 'a')->create();\n", null],
            'broken' => ["$head    ->withRouting(\n        web: 'a'\n        health: 'b',\n    )->create();\n", null],
        ];
    }

    /** @dataProvider gateways */
    #[DataProvider('gateways')]
    public function testTheConfigurationOfAGatewayHasTheKeysOfThatGateway(string $file, array $keys): void
    {
        $this->put('.env', "NETSVR_ACTIVITY_TIMEOUT=100\nAPP_URL=https://shop.example\n");
        $this->install();
        $toml = $this->toml($file);
        $found = [];
        foreach ($toml as $name => $value) {
            $found = [...$found, ...(is_array($value) ? array_map(static fn($key) => "$name.$key", array_keys($value)) : [$name])];
        }
        sort($found);
        sort($keys);
        self::assertSame($keys, $found);

        self::assertSame('/app/', $toml['Customer']['HandlePattern']);
        self::assertSame(['https://shop.example'], $toml['Customer']['AllowOrigin']);
        self::assertSame('200s', $toml['Customer']['ReadDeadline'] ?? $toml['Customer']['HeartbeatInterval']);
        self::assertSame('~6YOt5rW35piO~', $toml['Worker']['HeartbeatMessage']);
        self::assertSame(1, $toml['Customer']['SendMessageType']);
    }

    public static function gateways(): array
    {
        $common = ['LogLevel', 'LogFile', 'ShutdownWaitTime', 'PprofListenAddress', 'Limit.OnOpen', 'Limit.OnMessage', 'Metrics.Item'];
        $customer = ['ListenAddress', 'HandlePattern', 'AllowOrigin', 'MaxOnlineNum', 'ReceivePackLimit', 'SendMessageType',
            'HeartbeatMessage', 'CompressionLevel', 'LimitWindowSize', 'LimitWindowMaxRequests', 'LimitZeroWindowMaxRequests'];
        $port = ['ListenAddress', 'ReadDeadline', 'SendDeadline', 'ReceivePackLimit', 'ReadBufferSize', 'HeartbeatMessage'];
        $in = static fn(string $section, array $keys): array => array_map(static fn($key) => "$section.$key", $keys);
        return [
            // configs/netsvr.example.toml of v5.3.2
            '5.x' => ['netsvr-5.toml', [...$common,
                ...$in('Customer', [...$customer, 'ReadDeadline', 'SendDeadline', 'IOMod', 'MaxBlockingOnline', 'CallbackScriptFile',
                    'TLSCert', 'TLSKey']),
                ...$in('Worker', [...$port, 'SendChanCap', 'SendChanDeadline'])]],
            // of v8.0.6
            '8.x' => ['netsvr-8.toml', [...$common, 'Autobahn',
                ...$in('Customer', [...$customer, 'Multicore', 'HeartbeatInterval', 'OnOpenCallbackApi', 'OnCloseCallbackApi',
                    'CallbackApiDeadline']),
                ...$in('Worker', [...$port, 'SendChanCap']), ...$in('Task', $port)]],
        ];
    }

    /** @dataProvider generations */
    #[DataProvider('generations')]
    public function testWhatItWritesWorksTogether(int $generation): void
    {
        if (WebServer::program('nginx') === null) {
            self::markTestSkipped('no nginx');
        }
        [$worker, $clients] = [Port::holdRow(2), Port::hold()];
        $port = (int)substr((string)strrchr($clients, ':'), 1);
        $this->put('.env', self::ENV . "NETSVR_WORKER_ADDRS=$worker\nNETSVR_PORT=$port\nNETSVR_SCHEME=http\n"
            . "NETSVR_INI_GATEWAY=$generation\nNETSVR_HEARTBEAT_MESSAGE=alive\nBROADCAST_DRIVER=log\n");
        [$status, $output] = $this->install();
        self::assertSame(0, $status, $output);

        $toml = $this->toml("netsvr-$generation.toml");
        self::assertSame($clients, $toml['Customer']['ListenAddress']);
        self::assertSame($worker, $toml['Worker']['ListenAddress']);
        $gateway = DevGate::startOn($toml['Customer']['ListenAddress'], $toml['Worker']['ListenAddress'], ...$this->flags($generation, $toml));
        $work = $this->project->artisan(['netsvr:work']);
        $work->waitFor('/register to \S+ ok/');
        $nginx = $this->nginx("deploy/netsvr/nginx-$generation.conf");

        $key = (new EnvFile($this->path('.env')))->value('NETSVR_APP_KEY');
        $client = $this->connect("ws://$nginx/app/$key?protocol=7&client=js");
        self::assertSame('pusher:connection_established', json_decode((string)$client->receive(20))->event);
        $client->send('{"event":"pusher:subscribe","data":{"channel":"news"}}');
        self::assertSame('pusher_internal:subscription_succeeded', json_decode((string)$client->receive(20))->event);
        // The key has come through, too.
        $stranger = $this->connect("ws://$nginx/app/another?protocol=7");
        self::assertStringContainsString('No application here has the key another:', (string)$stranger->receive(20));

        $status = $this->project->artisan(['netsvr:status', '--doctor']);
        self::assertSame(0, $status->wait(), $status->output());
        $work->signal(SIGTERM);
        self::assertSame(0, $work->wait(), $work->output());
    }

    public static function generations(): array
    {
        return ['5.x' => [5], '8.x' => [8]];
    }

    public function testTheOtherExamplesAreWhatTheirProgramsRead(): void
    {
        $this->put('.env', self::ENV);
        [, $output] = $this->install('--sail', '--path=ops');
        self::assertStringContainsString('ops/compose.yaml written', $output);
        self::assertSame('netsvr:6061', (new EnvFile($this->path('.env')))->value('NETSVR_WORKER_ADDRS'));
        self::assertSame('0.0.0.0:6060', $this->toml('netsvr-5.toml', 'ops')['Customer']['ListenAddress']);
        self::assertSame('netsvr:6061', $this->toml('netsvr-5.toml', 'ops')['Worker']['ListenAddress']);
        self::assertSame('netsvr:6062', $this->toml('netsvr-8.toml', 'ops')['Task']['ListenAddress']);

        $read = $this->python('import configparser, json; c = configparser.ConfigParser(comment_prefixes=(";",), interpolation=None);'
            . ' c.read("ops/supervisor.conf"); print(json.dumps(dict(c["program:netsvr-work"])))');
        self::assertStringEndsWith("{$this->project->folder}/artisan netsvr:work --processes=1 --no-interaction", $read['command']);
        self::assertSame($this->project->folder, $read['directory']);

        $unit = $this->get('ops/netsvr-work.service');
        self::assertStringContainsString("ExecStart={$read['command']}\n", $unit);
        if (is_executable('/usr/bin/systemd-analyze')) {
            foreach (['netsvr-work.service', 'netsvr-gateway.service'] as $name) {
                $lines = [];
                exec('systemd-analyze verify ' . escapeshellarg($this->path("ops/$name")) . ' 2>&1', $lines);
                // The gateway's program is not here.
                $complaints = array_diff(preg_grep("/$name/", $lines), preg_grep('~/usr/local/bin/netsvr is not executable~', $lines));
                self::assertSame([], $complaints);
            }
        }
        self::assertStringContainsString("./ops:/netsvr:ro", $this->get('ops/compose.yaml'));
    }

    public function testWithoutAFileEnvItSaysWhatToSet(): void
    {
        [$status, $output] = $this->install();
        self::assertSame(0, $status, $output);
        self::assertStringContainsString('There is no file .env: set BROADCAST_', $output);
        self::assertFileDoesNotExist($this->path('.env'));
    }

    /** @return list<string> what devgate needs to be the gateway of that file */
    private function flags(int $generation, array $toml): array
    {
        $flags = ['--gateway', (string)$generation, '--path', $toml['Customer']['HandlePattern']];
        $flags = [...$flags, '--heartbeat', $toml['Worker']['HeartbeatMessage'], '--client-heartbeat', $toml['Customer']['HeartbeatMessage']];
        foreach ([['Customer', 'AllowOrigin'], ['Customer', 'MaxOnlineNum'], ['Customer', 'HeartbeatInterval'], ['Worker', 'SendChanCap'],
            ['Worker', 'ReadDeadline'], ['Metrics', 'Item']] as [$section, $key]) {
            $value = $toml[$section][$key] ?? null;
            if ($value !== null && $generation === 8) {
                array_push($flags, '--set', "$section.$key=" . (is_array($value) ? implode(',', $value) : $value));
            }
        }
        return [...$flags, ...($generation === 8 ? ['--task', $toml['Task']['ListenAddress']] : [])];
    }

    /** nginx with the file in a server block of its own. @return string where it listens */
    private function nginx(string $snippet): string
    {
        $folder = $this->path('storage/nginx');
        mkdir($folder);
        $address = Port::hold();
        $temporary = implode('', array_map(
            static fn(string $what): string => "{$what}_temp_path $folder/$what;\n",
            ['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi']
        ));
        $user = posix_geteuid() === 0 ? 'user root;' : '';
        file_put_contents("$folder/nginx.conf", "$user daemon off; worker_processes 1; pid $folder/pid;\n"
            . "events {}\nhttp { access_log off; $temporary server { listen $address; include {$this->path($snippet)}; } }\n");
        $nginx = (string)WebServer::program('nginx');
        $this->nginx = new Daemon(
            [$nginx, '-p', $folder, '-c', "$folder/nginx.conf", '-e', "$folder/log"],
            "$folder/log",
            static fn(): bool => ($connection = @stream_socket_client("tcp://$address")) && fclose($connection)
        );
        return $address;
    }

    /** A page of the application connects. devgate greets each client with its uniqId first. */
    private function connect(string $url): WebSocketClient
    {
        $client = WebSocketClient::connect($url, 5, ['Origin' => 'http://localhost']);
        self::assertMatchesRegularExpression('/^[0-9a-f]+$/', (string)$client->receive(20));
        return $client;
    }

    /** @return array<string, mixed> */
    private function toml(string $file, string $path = 'deploy/netsvr'): array
    {
        return $this->python("import tomllib, json; print(json.dumps(tomllib.load(open('$path/$file', 'rb'))))");
    }

    /** @return array<string, mixed> the JSON that the program prints */
    private function python(string $program): array
    {
        $process = proc_open(['python3', '-c', $program], [1 => ['pipe', 'w']], $pipes, $this->project->folder);
        $json = (string)stream_get_contents($pipes[1]);
        self::assertSame(0, proc_close($process));
        return json_decode($json, true, 16, JSON_THROW_ON_ERROR);
    }

    /** @return array{int, string} status and output */
    private function install(string ...$options): array
    {
        $artisan = $this->project->artisan(['netsvr:install', '--no-ansi', ...$options]);
        $status = $artisan->wait();
        return [$status, $artisan->output()];
    }

    /** @return array<string, string> digests of the project's files, by name */
    private function everything(): array
    {
        $files = [];
        $folder = new RecursiveDirectoryIterator($this->project->folder, FilesystemIterator::SKIP_DOTS);
        foreach (new RecursiveIteratorIterator($folder) as $file) {
            if (!str_contains($file->getPathname(), '/storage/') && !str_contains($file->getPathname(), '/cache/')) {
                $files[$file->getPathname()] = md5_file($file->getPathname());
            }
        }
        ksort($files);
        return $files;
    }

    private function put(string $name, string $text): void
    {
        $path = $this->path($name);
        is_dir(dirname($path)) || mkdir(dirname($path), 0755, true);
        file_put_contents($path, $text);
    }

    private function get(string $name): string
    {
        return (string)file_get_contents($this->path($name));
    }

    private function path(string $name): string
    {
        return "{$this->project->folder}/$name";
    }
}
