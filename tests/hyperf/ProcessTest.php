<?php
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Hyperf\Project;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\RedisServer;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\WebSocketClient;
use Netsvr\ConnInfoUpdate;
use PHPUnit\Framework\TestCase;

/** The pasted commands that go on running: pushes out of Redis, and the business process. */
final class ProcessTest extends TestCase
{
    public static function generations(): array
    {
        return ['gateway 5.x' => ['5'], 'gateway 8.x' => ['8']];
    }

    /** @dataProvider generations */
    public function testWhatTheServerPutsIntoRedisIsSent(string $generation): void
    {
        if (!RedisServer::isAvailable()) {
            self::markTestSkipped('no redis-server, or PHP has no redis');
        }
        $redis = new RedisServer();
        $gateway = DevGate::start('--gateway', $generation);
        $client = $this->clientCalled('ann', $gateway);
        $project = (new Project())->use($gateway);
        $redis->client()->config('SET', 'requirepass', 'secret');
        $project->environment += ['REDIS_HOST' => $redis->socket, 'REDIS_PORT' => '0', 'REDIS_AUTH' => 'secret', 'REDIS_DB' => '3'];
        $server = $redis->client();
        $server->auth('secret');
        $server->select(3);
        // as the page has it
        $push = fn (object $redis, string $customerId, array $data) => $redis->lPush('netsvr:pushes', json_encode([$customerId, $data]));
        $pushes = $project->command('netsvr:pushes');
        foreach ([1, 2] as $number) {
            $push($server, 'ann', ['number' => $number, 'with' => new stdClass()]);
        }
        self::assertSame('{"number":1,"with":{}}', $client->receive(60.0), $pushes->output());
        self::assertSame('{"number":2,"with":{}}', $client->receive(60.0), $pushes->output());

        $gateway->kill();
        // The first one may still be written to the connection that ends.
        foreach ([3, 3] as $number) {
            $push($server, 'ann', ['number' => $number]);
            usleep(300_000);
        }
        $pushes->waitFor("~connect to $gateway->workerAddr failed: ~");
        $gateway->restart();
        $client = $this->clientCalled('ann', $gateway);
        $push($server, 'ann', ['number' => 4]);
        // The first one may have been sent before the client had its name.
        $got = [$client->receive(60.0), ...$client->receiveAll(1.0)];
        self::assertContains('{"number":4}', $got, $pushes->output());
        $pushes->signal(SIGTERM);
        self::assertSame(0, $pushes->wait(), $pushes->output());
    }

    /** @dataProvider generations */
    public function testABusinessProcessAnswersAndTakesLeave(string $generation): void
    {
        $gateways = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $project = (new Project())->use(...$gateways);
        foreach ([SIGTERM, SIGINT] as $signal) {
            $work = $project->typed('work');
            foreach ($gateways as $gateway) {
                $work->waitFor("~register to $gateway->workerAddr ok~");
            }
            foreach ($gateways as $gateway) {
                $client = $gateway->client();
                self::assertSame('Welcome.', $client->receive(60.0), $work->output());
                $client->send('hello');
                self::assertSame('You said: hello', $client->receive(60.0), $work->output());
            }
            $work->signal($signal);
            self::assertSame(0, $work->wait(), $work->output());
            foreach ($gateways as $gateway) {
                self::assertStringContainsString("unregister to $gateway->workerAddr ok", $work->output());
            }
        }
    }

    private function clientCalled(string $customerId, DevGate $gateway): WebSocketClient
    {
        Setup::gatewaysAre($gateway);
        Setup::netBus($gateway);
        $client = $gateway->client();
        NetBus::connInfoUpdate(new ConnInfoUpdate(['uniqId' => $client->uniqId, 'newCustomerId' => $customerId]));
        NetBus::flush();
        return $client;
    }
}
