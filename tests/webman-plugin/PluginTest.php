<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\WebSocketClient;
use NetsvrTests\WebmanPlugin\Project;
use PHPUnit\Framework\TestCase;

/**
 * The plugin in a Webman project. Of Webman and Workerman stand-ins are taken, or the real sources: WEBMAN_DIR (2.x)
 * with WORKERMAN5_DIR (and workerman/coroutine beside it), WEBMAN4_DIR (1.6) with WORKERMAN4_DIR.
 */
final class PluginTest extends TestCase
{
    private const FOLDER = 'config/plugin/netsvr/netsvr-php';

    public static function hosts(): array
    {
        return ['Workerman 4' => [Host::Workerman4], 'Workerman 5' => [Host::Workerman5]];
    }

    /** @dataProvider hosts */
    public function testComposerInstallsAndRemovesTheConfiguration(Host $host): void
    {
        $project = new Project($host);
        $folder = "$project->folder/" . self::FOLDER;
        self::assertStringContainsString('Create ' . self::FOLDER . '/app.php', $project->composer('install'));
        self::assertFileExists("$folder/bootstrap.php");
        self::assertFileExists("$folder/process.php");

        $project->configure("'count' => 1", "'count' => 2");
        self::assertSame('', trim($project->composer('install')));
        self::assertStringContainsString("'count' => 2", (string)file_get_contents("$folder/app.php"));

        $project->composer('uninstall');
        self::assertSame(['app.php.saved'], array_values(array_diff((array)scandir($folder), ['.', '..'])));

        $again = $project->composer('install');
        self::assertStringContainsString('an earlier installation is ' . self::FOLDER . '/app.php.saved', $again);
        self::assertStringNotContainsString('process.php.saved', $again);

        $project->configure("'count' => 1", "'count' => 3");
        $project->composer('uninstall');
        self::assertStringContainsString("'count' => 2", (string)file_get_contents("$folder/app.php.saved"));
        self::assertStringContainsString("'count' => 3", (string)file_get_contents("$folder/app.php.saved2"));
    }

    /** @dataProvider hosts */
    public function testNothingIsLeftOfAConfigurationThatNobodyEdited(Host $host): void
    {
        $project = new Project($host);
        $project->composer('install');
        $project->composer('uninstall');
        self::assertDirectoryDoesNotExist("$project->folder/config/plugin/netsvr");
    }

    /** @dataProvider hosts */
    public function testNetBusWorksInEveryProcessOfTheProject(Host $host): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $project = new Project($host);
        $project->composer('install');
        $project->start(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        self::assertSame('hello from the project', $client->receive(30), $project->said());
        $project->waitForLog("connect to $gateway->workerAddr ok.");
        // Without a handler nothing registers.
        self::assertStringNotContainsString('register to', $project->log());
        self::assertSame(0, $project->stop());
    }

    /** @dataProvider hosts */
    public function testTheMainProcessHandsEventsToTheHandler(Host $host): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null", "'handler' => app\Handler::class");
        $project->start(['NETSVR_WORKER_ADDRS' => implode(',', array_column($gateways, 'workerAddr'))]);
        foreach ($gateways as $gateway) {
            $project->waitForLog("register to $gateway->workerAddr ok.");
        }
        $clients = array_map(static fn(DevGate $gateway) => $gateway->client(), $gateways);
        foreach ($clients as $client) {
            self::assertContains('welcome', $this->heard($client, 'welcome'), $project->said());
            $client->send('hello');
            self::assertContains('you of 2 said hello', $this->heard($client, 'you of 2 said hello'), $project->said());
        }
        self::assertSame(0, $project->stop());
        foreach ($gateways as $gateway) {
            self::assertStringContainsString("unregister to $gateway->workerAddr ok.", $project->log());
        }
    }

    /** @dataProvider hosts */
    public function testWithApi8TheMainProcessHandlesEventsOfAGateway8(Host $host): void
    {
        $gateway = DevGate::start('--gateway', '8');
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null", "'handler' => app\Handler::class");
        $addresses = ['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_TASK_ADDRS' => (string)$gateway->taskAddr];
        $project->start($addresses, true, ['-d', 'netsvr.api=8']);
        $project->waitForLog("register to $gateway->workerAddr ok.");
        $client = $gateway->client();
        self::assertContains('welcome', $this->heard($client, 'welcome'), $project->said());
        // The other process pushes.
        $push = 'hello from the project';
        self::assertContains($push, $this->heard($client, $push), $project->said());
        self::assertSame(0, $project->stop());
        $project->waitForLog("unregister to $gateway->workerAddr ok.");
    }

    /** @dataProvider hosts */
    public function testTheMainProcessWaitsForAGatewayThatIsNotThereYet(Host $host): void
    {
        $gateway = DevGate::start();
        $gateway->stop();
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null", "'handler' => app\Handler::class");
        $project->start(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $project->waitForLog("connect to $gateway->workerAddr failed.");
        $project->waitForOutput("netsvr: not registered: no gateway answers at $gateway->workerAddr. Start the gateway");
        $gateway->restart();
        $project->waitForLog("register to $gateway->workerAddr ok.");
        $project->waitForOutput("netsvr: registered at $gateway->workerAddr; what clients send goes to app\\Handler.");
        self::assertSame(1, preg_match_all('~^netsvr: not registered~m', $project->said()), $project->said());
        $client = $gateway->client();
        self::assertContains('welcome', $this->heard($client, 'welcome'), $project->said());
        self::assertSame(0, $project->stop());
    }

    /**
     * Another process asks first and holds the place, so the one that speaks on the terminal stands by meanwhile.
     *
     * @dataProvider hosts
     */
    public function testTheTerminalSaysThatNoGatewayAnswersWhoeverHasAsked(Host $host): void
    {
        $gateway = DevGate::start();
        $gateway->stop();
        $silent = stream_socket_server("tcp://$gateway->workerAddr");
        $project = $this->projectWith($host, self::chat());
        $project->configure("'send_receive_timeout' => 5", "'send_receive_timeout' => 2");
        $project->start(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'TEST_LATE' => '1', 'TEST_PUSHES' => 'nothing']);
        $project->waitForOutput("netsvr: not registered: no gateway answers at $gateway->workerAddr. Start the gateway");
        usleep(500_000);
        self::assertSame(1, preg_match_all('~^netsvr: not registered~m', $project->said()), $project->said());
        self::assertSame(0, $project->stop());
        fclose($silent);
    }

    /** @dataProvider hosts */
    public function testTheBootstrapOfTheProjectItselfWins(Host $host): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        $project = new Project($host);
        $project->composer('install');
        $project->start(['NETSVR_WORKER_ADDRS' => '127.0.0.1:1', 'TEST_OWN_BOOTSTRAP' => $gateway->workerAddr]);
        self::assertSame('hello from the project', $client->receive(30), $project->said());
        $project->waitForLog("own connect to $gateway->workerAddr ok.");
        self::assertSame(0, $project->stop());
    }

    /** @dataProvider hosts */
    public function testTheConsoleShowsTheGateways(Host $host): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $client = $gateways[0]->client();
        [$up, $down] = array_column($gateways, 'workerAddr');
        $gateways[1]->stop();
        $project = new Project($host);
        $project->composer('install');
        $environment = ['NETSVR_WORKER_ADDRS' => "$up,$down"];

        [$status, $table] = $project->console(['netsvr:status', '--metrics'], $environment);
        self::assertSame(1, $status, $table);
        self::assertMatchesRegularExpression('/^\| ' . preg_quote($up, '/') . ' +\| yes +\| 1 +\| 0 +\| 0 +\|/m', $table);
        self::assertMatchesRegularExpression('/^\| ' . preg_quote($down, '/') . ' +\| no +\| - +\|/m', $table);
        self::assertMatchesRegularExpression('/\| clients connected +\| 1 +\|/', $table);
        self::assertStringContainsString("$down cannot be reached", $table);

        [$status, $json] = $project->console(['netsvr:status', '--json'], ['NETSVR_WORKER_ADDRS' => $up]);
        self::assertSame(0, $status, $json);
        self::assertSame(1, json_decode($json, true, 16, JSON_THROW_ON_ERROR)['gateways'][0]['clients']);

        [$status, $found] = $project->console(['netsvr:status', '--doctor'], ['NETSVR_WORKER_ADDRS' => $up]);
        self::assertSame(0, $status, $found);
        self::assertStringContainsString("$up is the worker port of a gateway 5.x\n", $found);
        unset($client);
    }

    /** @dataProvider hosts */
    public function testTheConsoleKnowsTheFiguresOfProcessesThatShareAFile(Host $host): void
    {
        $gateway = DevGate::start();
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null", "'handler' => app\Handler::class");
        $shared = ['-d', "netsvr.shared=$project->folder/runtime/shared"];

        [$status, $output, $errors] = $project->console(['netsvr:metrics'], [], $shared);
        self::assertSame([0, "# EOF\n"], [$status, substr($output, -6)], $errors);
        self::assertStringContainsString('no process that shares', $errors);

        $project->start(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr], true, $shared);
        $project->waitForLog("register to $gateway->workerAddr ok.");
        $registered = "netsvr_registered_main_sockets{gateway=\"$gateway->workerAddr\"} 1";
        [$status, $output, $errors] = $project->console(['netsvr:metrics'], [], $shared);
        self::assertSame([0, ''], [$status, $errors]);
        self::assertStringContainsString($registered, $output);

        [$status, $output, $errors] = $project->console(['netsvr:metrics']);
        self::assertSame([1, ''], [$status, $output]);
        self::assertStringContainsString('netsvr.shared is "1" and names no file', $errors);
        self::assertSame(0, $project->stop());
    }

    /** @dataProvider hosts */
    public function testAGatewayAsksTheProjectWhetherAClientMayComeInAndTellsThatItHasGone(Host $host): void
    {
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null,\n\n        /* The routes", "'handler' => app\\Doorman::class,\n\n        /* The routes");
        $address = Port::hold();
        $project->start([
            'TEST_LISTEN' => "http://$address",
            'TEST_PUSHES' => 'nothing',
            'NETSVR_CALLBACK_SECRET' => 's3cret',
        ]);
        self::assertSame(404, $this->post("http://$address/netsvr/other", ''), $project->said());
        self::assertSame(401, $this->post("http://$address/netsvr/open", ''));
        self::assertSame(401, $this->post("http://netsvr:wrong@$address/netsvr/close", ''));
        self::assertSame(200, $this->post("http://netsvr:s3cret@$address/netsvr/open", ''));

        $url = "http://netsvr:s3cret@$address/netsvr";
        $gateway = DevGate::start('--gateway', '8', '--on-open', "$url/open", '--on-close', "$url/close");
        $clients = [];
        foreach (['ann', 'nobody', 'fail'] as $token) {
            $clients[$token] = WebSocketClient::connect($gateway->url, 30, ['X-Real-IP' => $token]);
        }
        self::assertContains('come in, ann', $this->heard($clients['ann'], 'come in, ann'), $project->said());
        self::assertSame('who are you?', $clients['nobody']->receive(30));
        foreach (['nobody', 'fail'] as $token) {
            self::assertNull($clients[$token]->receive(30));
            self::assertSame([1008, 'unauthorized'], [$clients[$token]->closeCode, $clients[$token]->closeReason]);
        }
        $clients['ann']->close();
        $deadline = microtime(true) + 30;
        while (!is_file("$project->folder/runtime/closed") && microtime(true) < $deadline) {
            usleep(5000);
        }
        usleep(100_000);
        self::assertSame("ann\n", file_get_contents("$project->folder/runtime/closed"));
        self::assertStringContainsString('RuntimeException: the door is stuck', $project->log());
        self::assertSame(0, $project->stop());
    }

    /** @dataProvider hosts */
    public function testAHandlerThatIsNoneRefusesEverybodyAndIsInTheLog(Host $host): void
    {
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null,\n\n        /* The routes", "'handler' => app\\Handler::class,\n\n        /* The routes");
        $project->configure("'path' => '/netsvr'", "'path' => '/of/gateways/'");
        $address = Port::hold();
        $environment = ['NETSVR_CALLBACK_SECRET' => 's3cret', 'TEST_PUSHES' => 'nothing'];
        $project->start(['TEST_LISTEN' => "http://$address"] + $environment);
        self::assertSame(200, $this->post("http://netsvr:s3cret@$address/of/gateways/open", ''), $project->said());
        $project->waitForLog('app\Handler does not implement NetsvrBusiness\Support\Callbacks');
        self::assertSame(0, $project->stop());
    }

    /** @dataProvider hosts */
    public function testTheConsoleMakesTheSecretOfTheCallbacks(Host $host): void
    {
        $project = new Project($host);
        $project->composer('install');
        [$status, $output] = $project->console(['netsvr:secret']);
        self::assertSame(0, $status, $output);
        self::assertSame(1, preg_match('~^NETSVR_CALLBACK_SECRET=([0-9a-f]{48})$~m', $output, $found), $output);
        $toml = 'OnOpenCallbackApi = "http://netsvr:%s@127.0.0.1:8787/netsvr/open"';
        self::assertStringContainsString(sprintf($toml, $found[1]), $output);
        [$status, $output] = $project->console(['netsvr:secret'], ['NETSVR_CALLBACK_SECRET' => 's3cret']);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString(sprintf($toml, 's3cret'), $output);
    }

    /** @dataProvider hosts */
    public function testTheSecretIsInAnEnvFileOnlyWhereWebmanReadsIt(Host $host): void
    {
        $project = new Project($host);
        $project->composer('install');
        touch("$project->folder/.env");
        [$status, $output] = $project->console(['netsvr:secret']);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString('Webman does not read .env here: that takes composer require vlucas/phpdotenv.', $output);
        self::assertMatchesRegularExpression('~^NETSVR_CALLBACK_SECRET=[0-9a-f]{48}$~m', $output);
        self::assertSame('', file_get_contents("$project->folder/.env"));

        $dotenv = 'namespace Dotenv; class Dotenv { static function createMutable(string $of): self { return new self(); } function load() {} }';
        file_put_contents("$project->folder/dotenv.php", "<?php $dotenv");
        [$status, $output] = $project->console(['netsvr:secret'], php: ['-d', "auto_prepend_file=$project->folder/dotenv.php"]);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString("A new secret is in $project->folder/.env.", $output);
        self::assertStringStartsWith('NETSVR_CALLBACK_SECRET=', (string)file_get_contents("$project->folder/.env"));
    }

    /**
     * Workerman starts whatever ends again at once: a process that cannot work says so once, and stays.
     *
     * @dataProvider hopeless
     */
    public function testAProcessThatCannotWorkSaysSoOnceAndStays(
        Host $host,
        string $handler,
        string $addresses,
        bool $extension,
        string $said,
        ?string $code = null
    ): void {
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null", "'handler' => $handler");
        if ($code !== null) {
            mkdir("$project->folder/app/netsvr");
            file_put_contents("$project->folder/app/netsvr/Chat.php", "<?php\n$code\n");
        }
        $project->start(['NETSVR_WORKER_ADDRS' => $addresses, 'TEST_PUSHES' => 'nothing'], $extension);
        $project->waitForLog($said);
        $project->waitForOutput($said);
        usleep(500_000);
        self::assertSame(1, substr_count($project->log(), $said), $project->log());
        self::assertSame(1, substr_count($project->log(), "\n"), $project->log());
        // On the terminal, too, where somebody looks who has just started it.
        self::assertStringContainsString($said, $project->said());
        self::assertStringContainsString('what clients send is not handled until ' . ($extension
            ? 'this is corrected and Webman reloads: php start.php reload.'
            : 'Webman is restarted.'), $project->log());
        self::assertSame(0, $project->restarts(), $project->said());
        self::assertSame(0, $project->stop());
    }

    public static function hopeless(): array
    {
        $cases = [];
        foreach (self::hosts() as $name => [$host]) {
            $address = '127.0.0.1:6061';
            $cases["no extension, $name"] =
                [$host, 'app\Handler::class', $address, false, 'the PHP extension netsvr is not loaded'];
            $cases["no handler, $name"] =
                [$host, 'app\Nothing::class', $address, true, 'work.handler has to be a class that implements'];
            $cases["a handler that is none, $name"] =
                [$host, 'app\Pusher::class', $address, true, 'which does not: write "implements \NetsvrBusiness\Contract\EventInterface"'];
            $cases["no name of a class, $name"] =
                [$host, '[app\Handler::class]', $address, true, 'not array: name one in config/plugin/netsvr/netsvr-php/app.php'];
            $cases["an empty text, $name"] =
                [$host, "''", $address, true, 'not an empty text: name one in config/plugin/netsvr/netsvr-php/app.php'];
            $cases["no file, $name"] =
                [$host, 'app\netsvr\Chat::class', $address, true, 'there is no such class, and no file app/netsvr/Chat.php'];
            $cases["another namespace in the file, $name"] = [
                $host, 'app\netsvr\Chat::class', $address, true,
                'app/netsvr/Chat.php is there, and declares no such class: compare its namespace', 'namespace app\socket; class Chat {}',
            ];
            $cases["a slip in the file, $name"] = [
                $host, 'app\netsvr\Chat::class', $address, true,
                'app\netsvr\Chat cannot be loaded: ParseError: syntax error', 'namespace app\netsvr; class Chat { onOpen }',
            ];
            $cases["no address, $name"] =
                [$host, 'app\Handler::class', 'nowhere', true, 'worker_addrs has "nowhere", which is not host:port'];
        }
        return $cases;
    }

    /** @dataProvider hosts */
    public function testAReloadIsEnoughWhenTheFileHasBeenCorrected(Host $host): void
    {
        $gateway = DevGate::start();
        $project = $this->projectWith($host, 'namespace app\netsvr; class Chat { onOpen }');
        $project->start(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'TEST_PUSHES' => 'nothing']);
        $project->waitForOutput('until this is corrected and Webman reloads: php start.php reload.');
        file_put_contents("$project->folder/app/netsvr/Chat.php", '<?php ' . self::chat());
        $project->reload();
        $project->waitForOutput("netsvr: registered at $gateway->workerAddr; what clients send goes to app\\netsvr\\Chat.");
        self::assertSame(0, $project->stop());
    }

    /** @dataProvider unmade */
    public function testAHandlerThatCannotBeMadeIsSaidOnceAndTriedAgain(Host $host, string $constructor, string $said): void
    {
        $gateway = DevGate::start();
        $project = $this->projectWith($host, self::chat($constructor));
        $project->start(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'TEST_PUSHES' => 'nothing']);
        $project->waitForOutput("netsvr: work.handler: app\\netsvr\\Chat cannot be made: $said");
        self::assertStringContainsString('; what clients send is not handled. Trying again every 3 seconds.', $project->said());
        $project->waitForLog('app\netsvr\Chat cannot be made');
        // Longer than the pause: said no more, and no process has ended.
        usleep(3_500_000);
        self::assertSame(1, preg_match_all('~^netsvr: .* cannot be made~m', $project->said()), $project->said());
        self::assertSame(0, $project->restarts(), $project->said());

        touch("$project->folder/runtime/database");
        if (str_contains($constructor, 'database')) {
            $project->waitForOutput("netsvr: registered at $gateway->workerAddr; what clients send goes to app\\netsvr\\Chat.");
        }
        self::assertSame(0, $project->stop());
    }

    public static function unmade(): array
    {
        $cases = [];
        foreach (self::hosts() as $name => [$host]) {
            $cases["an exception that passes, $name"] = [
                $host, "function __construct() { is_file('runtime/database') || throw new \RuntimeException('no database'); }",
                'RuntimeException: no database in ',
            ];
            $cases["a private constructor, $name"] =
                [$host, 'private function __construct() {}', 'Error: Call to private app\netsvr\Chat::__construct()'];
        }
        return $cases;
    }

    /** @dataProvider hosts */
    public function testWhatAHandlerThrowsIsOnTheTerminalOnceAndInTheLogEachTime(Host $host): void
    {
        $gateway = DevGate::start();
        $project = $this->projectWith($host, self::chat('', "throw new \LogicException(\$transfer->getData());"));
        $project->start(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'TEST_PUSHES' => 'nothing']);
        $project->waitForOutput('netsvr: registered at');
        $client = $gateway->client();
        $client->send('oh');
        $project->waitForOutput('netsvr: app\netsvr\Chat has thrown LogicException: oh in ');
        self::assertMatchesRegularExpression('~ in \S+/app/netsvr/Chat.php on line 1\. The log has the trace~', $project->said());
        $client->send('no');
        $project->waitForLog('--> no in ');
        self::assertSame(1, preg_match_all('~^netsvr: .* has thrown~m', $project->said()), $project->said());
        self::assertSame(0, $project->stop());
    }

    /** @dataProvider hosts */
    public function testTheTerminalSaysWhichOfSeveralGatewaysIsMissingAndWhenItIsThere(Host $host): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        [$first, $second] = array_column($gateways, 'workerAddr');
        $gateways[1]->stop();
        $project = $this->projectWith($host, self::chat());
        $project->start(['NETSVR_WORKER_ADDRS' => "$first,$second", 'TEST_PUSHES' => 'nothing']);
        $project->waitForOutput("netsvr: registered at $first, not yet at $second; what clients send goes to app\\netsvr\\Chat.");
        $gateways[1]->restart();
        $project->waitForOutput("netsvr: registered at $second; what clients send goes to app\\netsvr\\Chat.", 60);
        self::assertSame(1, preg_match_all("~^netsvr: registered at $first~m", $project->said()), $project->said());
        self::assertSame(0, $project->stop());
    }

    private function projectWith(Host $host, string $code): Project
    {
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null", "'handler' => app\\netsvr\\Chat::class");
        mkdir("$project->folder/app/netsvr");
        file_put_contents("$project->folder/app/netsvr/Chat.php", "<?php $code");
        return $project;
    }

    private static function chat(string $constructor = '', string $onMessage = ''): string
    {
        return 'namespace app\netsvr; class Chat implements \NetsvrBusiness\Contract\EventInterface { ' . $constructor
            . ' function onOpen(\Netsvr\ConnOpen $connOpen): void {} function onClose(\Netsvr\ConnClose $connClose): void {}'
            . " function onMessage(\\Netsvr\\Transfer \$transfer): void { $onMessage } }";
    }

    /** @dataProvider hosts */
    public function testWithoutTheExtensionAProcessThatPushesSaysWhatIsMissing(Host $host): void
    {
        $project = new Project($host);
        $project->composer('install');
        $project->start([], false);
        $deadline = microtime(true) + 30;
        while (!str_contains($project->said(), 'so there is no NetsvrBusiness\NetBus') && microtime(true) < $deadline) {
            usleep(5000);
        }
        self::assertStringContainsString('the PHP extension netsvr is not loaded in this PHP', $project->said());
        self::assertStringContainsString('so there is no NetsvrBusiness\NetBus', $project->said());
        $project->stop();
    }

    /** The status of the answer to a post, once somebody answers. */
    private function post(string $url, string $body): int
    {
        $headers = ['Content-Type: application/x-protobuf', 'Content-Length: ' . strlen($body)];
        if (($user = parse_url($url, PHP_URL_USER)) !== null) {
            $headers[] = 'Authorization: Basic ' . base64_encode($user . ':' . parse_url($url, PHP_URL_PASS));
        }
        $options = ['method' => 'POST', 'header' => $headers, 'content' => $body, 'ignore_errors' => true, 'timeout' => 5];
        $url = preg_replace('~//.*@~', '//', $url);
        $deadline = microtime(true) + 30;
        while (@file_get_contents($url, false, stream_context_create(['http' => $options])) === false) {
            if (microtime(true) > $deadline) {
                return 0;
            }
            usleep(20_000);
        }
        return sscanf($http_response_header[0], 'HTTP/%*s %d')[0];
    }

    /**
     * What a client gets until it gets this.
     *
     * @return list<string>
     */
    private function heard(WebSocketClient $client, string $text): array
    {
        $heard = [];
        $deadline = microtime(true) + 30;
        while (!in_array($text, $heard, true) && microtime(true) < $deadline) {
            $message = $client->receive(1);
            if ($message !== null) {
                $heard[] = $message;
            }
        }
        return $heard;
    }
}
