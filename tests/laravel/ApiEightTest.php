<?php
declare(strict_types=1);

use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Program;
use PHPUnit\Framework\Attributes\DataProvider;

/** The same library in a PHP with netsvr.api = 8, with a gateway of either generation. */
final class ApiEightTest extends LaravelTestCase
{
    /** @dataProvider generations */
    #[DataProvider('generations')]
    public function testItHandlesEventsAndAnswersThem(string $generation): void
    {
        $gateway = DevGate::start('--gateway', $generation);
        $work = $this->artisan(['netsvr:work', '-v'], $gateway, $generation);
        $work->waitFor("~register to $gateway->workerAddr ok\\.~", 40);
        $client = $gateway->client();
        self::assertSame('welcome to netsvr test', $client->receive(30), $work->output());
        $client->send('hello');
        self::assertSame('you said hello', $client->receive(30), $work->output());
        $work->signal(SIGTERM);
        self::assertSame(0, $work->wait(40), $work->output());
    }

    /** @dataProvider generations */
    #[DataProvider('generations')]
    public function testItAsksGatewaysHowTheyAre(string $generation): void
    {
        $gateway = DevGate::start('--gateway', $generation);
        $client = $gateway->client();
        $status = $this->artisan(['netsvr:status', '--json'], $gateway, $generation);
        self::assertSame(0, $status->wait(40), $status->output());
        $state = json_decode($status->output(), true)['gateways'][0];
        self::assertSame([$gateway->taskAddr ?? $gateway->workerAddr, 1], [$state['workerAddr'], $state['clients']]);
        unset($client);
    }

    /** @dataProvider generations */
    #[DataProvider('generations')]
    public function testItKnowsWhoIsOnlineAndThrowsUsersOut(string $generation): void
    {
        [$gateway, $down] = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $client = $gateway->client();
        $down->stop();
        $code = <<<'PHP'
            require getenv('NETSVR_TEST_AUTOLOAD');
            [, $folder, $uniqId] = $argv;
            $app = require "$folder/bootstrap/app.php";
            $app->make(Illuminate\Contracts\Console\Kernel::class)->bootstrap();
            $update = new NetsvrProtocol\ConnInfoUpdate();
            NetsvrBusiness\NetBus::connInfoUpdate($update->setUniqId($uniqId)->setNewCustomerId('7'));
            echo json_encode(Netsvr::isOnline(7)), "\n";
            try {
                Netsvr::isOnline(8);
            } catch (NetsvrBusiness\Exception\SocketReceiveException $exception) {
                echo count($exception->getFailures()), " does not answer\n";
            }
            Netsvr::disconnect(7, 'bye');
            PHP;
        $environment = [
            'NETSVR_TEST_AUTOLOAD' => __DIR__ . '/autoload.php',
            'NETSVR_WORKER_ADDRS' => "$gateway->workerAddr,$down->workerAddr",
            'NETSVR_TASK_ADDRS' => "$gateway->taskAddr,$down->taskAddr",
        ];
        $php = [...self::php(), '-d', "netsvr.gateway=$generation", '-r', $code, $this->project->folder, $client->uniqId];
        $process = proc_open($php, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, null, $environment);
        self::assertSame("true\n1 does not answer\n", stream_get_contents($pipes[1]));
        proc_close($process);
        self::assertSame('bye', $client->receive(30));
        self::assertNull($client->receive(30));
        self::assertTrue($client->isClosed());
    }

    public static function generations(): array
    {
        return ['gateway 5.x' => ['5'], 'gateway 8.x' => ['8']];
    }

    public function testItsFunctionsAreThoseOfTheApi(): void
    {
        $code = 'require getenv("NETSVR_TEST_AUTOLOAD");'
            . ' echo NetsvrBusiness\addrConvertToHex("127.0.0.1:6062"), " ", NetsvrBusiness\uniqIdConvertToAddrAsHex('
            . '"7f00000117ae653b1a2c00000001"), " ", (int)function_exists("NetsvrBusiness\workerAddrConvertToHex");';
        $php = [...self::php(), '-d', 'netsvr.functions=0', '-r', $code];
        $pipes = [];
        $environment = ['NETSVR_TEST_AUTOLOAD' => __DIR__ . '/autoload.php'];
        $process = proc_open($php, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes, null, $environment);
        self::assertSame('7f00000117ae 7f00000117ae 0', stream_get_contents($pipes[1]));
        proc_close($process);
    }

    /** The tests of the group both-apis once more. */
    public function testItsFakeIsTheSame(): void
    {
        // The PHPUnit that runs this, with the configuration of the whole folder: tests/run-phpunit.sh chooses both.
        $phpunit = [$_SERVER['argv'][0], '-c', (string)getenv('NETSVR_TEST_CONFIGURATION'), '--group', 'both-apis'];
        $process = proc_open([...self::php(), ...$phpunit], [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
        $output = (string)stream_get_contents($pipes[1]);
        proc_close($process);
        self::assertMatchesRegularExpression('/^OK\b/m', $output);
        self::assertMatchesRegularExpression('/\b[3-9]\d tests|Tests: [3-9]\d\b/', $output);
    }

    /** @param list<string> $arguments */
    private function artisan(array $arguments, DevGate $gateway, string $generation): Artisan
    {
        $settings = [
            'NETSVR_WORKER_ADDRS' => $gateway->workerAddr,
            'NETSVR_TASK_ADDRS' => (string)$gateway->taskAddr,
            'NETSVR_HANDLER' => App\EchoHandler::class,
        ];
        $php = [...self::php(), '-d', "netsvr.gateway=$generation"];
        return Artisan::start($this->project->folder, $arguments, $settings, $php);
    }

    /** @return list<string> */
    private static function php(): array
    {
        return [...Program::php(), '-d', 'netsvr.api=8'];
    }
}
