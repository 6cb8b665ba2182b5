<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\RedisServer;
use NetsvrTests\Symfony\Project;
use NetsvrTests\Symfony\SymfonyTestCase;

/** The pasted handler under `messenger:consume`, with a queue in Redis. */
final class MessengerTest extends SymfonyTestCase
{
    /** @dataProvider generations */
    public function testMessengerTriesAgainUntilTheGatewayIsThere(string $generation): void
    {
        $redis = $this->redis();
        $gateways = [DevGate::start('--gateway', $generation), DevGate::start('--gateway', $generation)];
        $project = (new Project())->use(...$gateways)->queue($redis);
        [$there, $later] = $gateways;
        [$client] = $this->clientsCalled('ann', $there);
        $later->kill();
        $requests = $project->php('requests.php', '/soon/ann');
        self::assertSame(0, $requests->wait(), $requests->output());

        $worker = $project->typed('consume', '-vv');
        $said = $worker->waitFor('~Sending for retry #1~');
        self::assertStringContainsString("connect to $later->workerAddr failed", $said);
        // It must not try while nobody is online there.
        $worker->signal(SIGSTOP);
        $later->restart();
        [$second] = $this->clientsCalled('ann', $later);
        $worker->signal(SIGCONT);
        $pushed = $second->receive(60.0);
        self::assertNotNull($pushed, $worker->output());
        $worker->waitFor('~handled successfully~');
        // At least once, with the same id.
        $got = $client->receiveAll(1.0, 2);
        self::assertGreaterThanOrEqual(2, count($got), $worker->output());
        self::assertSame([$pushed], array_values(array_unique($got)));
        self::assertMatchesRegularExpression('~^\{"id":"[0-9a-f]{16}","event":"shipped","data":\[\]\}$~', $pushed);

        // The worker lives on, with its connections.
        $project->php('requests.php', '/soon/ann')->wait();
        self::assertNotNull($second->receive(60.0), $worker->output());
        self::assertSame(1, substr_count($worker->output(), "connect to $there->workerAddr ok."), $worker->output());
        $worker->signal(SIGTERM);
        self::assertSame(0, $worker->wait());
    }

    public function testMessengerTriesAgainWhatAGatewayHasNotConfirmed(): void
    {
        $redis = $this->redis();
        $gateway = DevGate::start();
        [$client] = $this->clientsCalled('ann', $gateway);
        $project = (new Project())->use($gateway)->queue($redis);
        $gateway->suspend();
        $project->php('requests.php', '/soon/ann')->wait();
        $worker = $project->typed('consume', '-vv');
        $worker->waitFor("~netsvr: \\S+ has not confirmed push [0-9a-f]{16}: ~", 30.0);
        $gateway->resume();
        $worker->waitFor('~handled successfully~', 30.0);
        $got = $client->receiveAll(1.0, 1);
        self::assertCount(1, array_unique($got), $worker->output());
        $worker->signal(SIGTERM);
        self::assertSame(0, $worker->wait());
    }

    public function testAMessageThatCannotBeSentEndsInTheFailureTransport(): void
    {
        $redis = $this->redis();
        $gateway = DevGate::start();
        $project = (new Project())->use($gateway)->queue($redis);
        $gateway->stop();
        $project->write(
            'config/packages/messenger_fast.yaml',
            'framework: { messenger: { transports: { async: { retry_strategy: { delay: 20 } } } } }'
        );
        $project->php('requests.php', '/soon/ann')->wait();
        $worker = $project->typed('consume', '-vv');
        $said = $worker->waitFor('~Rejected message~');
        self::assertSame(1, substr_count($said, 'Sending for retry #4'), $said);
        self::assertSame(0, substr_count($said, 'Sending for retry #5'), $said);
        $worker->signal(SIGTERM);
        self::assertSame(0, $worker->wait());
        self::assertSame(1, $redis->client()->xLen('failed'));
    }

    private function redis(): RedisServer
    {
        return RedisServer::isAvailable() ? new RedisServer() : self::markTestSkipped('no redis-server, or PHP has no redis');
    }
}
