<?php
declare(strict_types=1);

use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Program;

final class StatusCommandTest extends LaravelTestCase
{
    public function testATableOfTheGateways(): void
    {
        $gateway = DevGate::start();
        $clients = [$gateway->client(), $gateway->client()];
        [$status, $output] = $this->statusOf([$gateway->workerAddr], '--metrics');
        self::assertSame(0, $status, $output);
        self::assertMatchesRegularExpression('/^\| Gateway +\| Reachable \| Clients \|/m', $output);
        self::assertMatchesRegularExpression(
            '/^\| ' . preg_quote($gateway->workerAddr, '/') . ' +\| yes +\| 2 +\| 0 +\| 0 +\| [0-9.]+ +\|/m',
            $output
        );
        self::assertMatchesRegularExpression('/\| clients connected +\| 2 +\|/', $output);
        unset($clients);
    }

    public function testAGatewayThatIsDownHidesNothingOfTheOthers(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $down = $gateways[0]->workerAddr;
        $up = $gateways[1]->workerAddr;
        $gateways[0]->stop();
        [$status, $output] = $this->statusOf([$down, $up]);
        self::assertSame(1, $status, $output);
        self::assertMatchesRegularExpression('/^\| ' . preg_quote($down, '/') . ' +\| no +\| - +\|/m', $output);
        self::assertMatchesRegularExpression('/^\| ' . preg_quote($up, '/') . ' +\| yes +\| 0 +\|/m', $output);
        self::assertStringContainsString("$down cannot be reached", $output);
    }

    public function testJsonForPrograms(): void
    {
        $gateway = DevGate::start();
        $client = $gateway->client();
        [$status, $output] = $this->statusOf([$gateway->workerAddr], '--json');
        self::assertSame(0, $status, $output);
        $answer = json_decode($output, true, 16, JSON_THROW_ON_ERROR)['gateways'];
        self::assertCount(1, $answer);
        self::assertSame(
            [$gateway->workerAddr, true, null, 1, 0, 0],
            [$answer[0]['workerAddr'], $answer[0]['reachable'], $answer[0]['error'], $answer[0]['clients'],
                $answer[0]['customers'], $answer[0]['topics']]
        );
        self::assertSame(1, array_column($answer[0]['metrics'], 'count', 'name')['clients connected']);
        self::assertSame(1, $answer[0]['connections']['openConnections']);
        self::assertSame(0, $answer[0]['connections']['parkedConnections']);
        unset($client);
    }

    public function testWhoDoesNotAnswerIsExamined(): void
    {
        $gateway = DevGate::start();
        $websocket = parse_url($gateway->url, PHP_URL_HOST) . ':' . parse_url($gateway->url, PHP_URL_PORT);
        [$status, $output] = $this->statusOf([$gateway->workerAddr, $websocket]);
        self::assertSame(1, $status, $output);
        self::assertStringContainsString("at $websocket is a websocket port: business processes connect to the worker port", $output);
        self::assertStringNotContainsString("$gateway->workerAddr is ", $output);

        [, $output] = $this->statusOf([$gateway->workerAddr, $websocket], '--json');
        [$answers, $fails] = json_decode($output, true, 16, JSON_THROW_ON_ERROR)['gateways'];
        self::assertNull($answers['doctor']);
        self::assertSame('websocket', $fails['doctor']['port']);
    }

    public function testADoctorExaminesThoseThatAnswerToo(): void
    {
        $gateway = DevGate::start('--heartbeat', 'I am here');
        [$status, $output] = $this->statusOf([$gateway->workerAddr]);
        self::assertSame(0, $status, $output);
        [$status, $output] = $this->statusOf([$gateway->workerAddr], '--doctor');
        self::assertSame(1, $status, $output);
        self::assertStringContainsString("$gateway->workerAddr is the worker port of a gateway 5.x\n", $output);
        self::assertStringContainsString("$gateway->workerAddr closes the connection at this heartbeat message", $output);

        $right = ['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_HEARTBEAT_MESSAGE' => 'I am here'];
        $artisan = $this->project->artisan(['netsvr:status', '--doctor'], $right);
        self::assertSame(0, $artisan->wait(), $artisan->output());
    }

    public function testTheFiguresOfProcessesThatShareAFile(): void
    {
        $artisan = $this->project->artisan(['netsvr:metrics']);
        self::assertSame(1, $artisan->wait(), $artisan->output());
        self::assertSame(
            'netsvr: this command shares no memory with the running processes, so it does not know their figures:'
                . ' netsvr.shared is "1" and names no file. Name one in the php.ini of both'
                . " (netsvr.shared = /dev/shm/netsvr), and restart the processes.\n",
            $artisan->output()
        );

        $gateway = DevGate::start();
        $file = "{$this->project->folder}/storage/shared";
        $php = Program::php();
        $php = [...$php, '-d', "netsvr.shared=$file"];
        $run = fn(string $command): Artisan => Artisan::start(
            $this->project->folder,
            [$command],
            ['NETSVR_WORKER_ADDRS' => $gateway->workerAddr],
            $php
        );
        self::assertSame(0, $run('netsvr:status')->wait());
        $artisan = $run('netsvr:metrics');
        self::assertSame(0, $artisan->wait(), $artisan->output());
        self::assertStringContainsString("netsvr_sent_frames_total{gateway=\"$gateway->workerAddr\"} 4\n", $artisan->output());
        self::assertStringEndsWith("# EOF\n", $artisan->output());
    }

    /** @return array{int, string} */
    private function statusOf(array $workerAddrs, string ...$options): array
    {
        $environment = ['NETSVR_WORKER_ADDRS' => implode(',', $workerAddrs)];
        $artisan = $this->project->artisan(['netsvr:status', ...$options], $environment);
        $status = $artisan->wait();
        return [$status, $artisan->output()];
    }
}
