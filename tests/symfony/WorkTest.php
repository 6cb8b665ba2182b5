<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Symfony\Project;
use NetsvrTests\Symfony\SymfonyTestCase;

/** The pasted business process. */
final class WorkTest extends SymfonyTestCase
{
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
                foreach (['one', 'two'] as $text) {
                    $client->send($text);
                    self::assertSame("You said: $text", $client->receive(60.0), $work->output());
                }
            }
            $work->signal($signal);
            self::assertSame(0, $work->wait(), $work->output());
            foreach ($gateways as $gateway) {
                self::assertStringContainsString("unregister to $gateway->workerAddr ok", $work->output());
            }
        }
    }

    public function testServicesAreResetAfterEachEvent(): void
    {
        $gateway = DevGate::start();
        $project = (new Project())->use($gateway);
        $project->write('src/Resets.php', <<<'PHP'
            <?php
            namespace App;
            final class Resets implements \Symfony\Contracts\Service\ResetInterface
            {
                public int $count = 0;
                public function reset(): void
                {
                    $this->count++;
                }
            }
            PHP);
        $project->edit('src/Netsvr/Events.php', 'private ServicesResetter $services)', 'private ServicesResetter $services, private \App\Resets $resets)');
        $project->edit('src/Netsvr/Events.php', "'You said: ' . \$message->getData()", '(string)$this->resets->count');
        $work = $project->typed('work');
        $work->waitFor("~register to $gateway->workerAddr ok~");
        $client = $gateway->client();
        self::assertSame('Welcome.', $client->receive(60.0), $work->output());
        foreach (['1', '2'] as $count) {
            $client->send('how many?');
            self::assertSame($count, $client->receive(60.0), $work->output());
        }
    }

    public function testOfTwoInstancesOneStandsBy(): void
    {
        $gateway = DevGate::start();
        $project = (new Project())->use($gateway);
        $project->edit('src/Command/NetsvrWorkCommand.php', '$this->mains->run();', '$this->mains->registerAtMost(1); $this->mains->run();');
        $shared = ['-d', "netsvr.shared=$project->folder/netsvr-app"];
        $first = $project->php(...$shared, ...['bin/console', 'netsvr:work']);
        $first->waitFor("~ register to $gateway->workerAddr ok~");
        $second = $project->php(...$shared, ...['bin/console', 'netsvr:work']);
        usleep(1_500_000);
        self::assertStringNotContainsString('register to', $second->output());
        $client = $gateway->client();
        self::assertSame('Welcome.', $client->receive(60.0), $first->output());
        $first->signal(SIGTERM);
        self::assertSame(0, $first->wait(), $first->output());
        $second->waitFor("~ register to $gateway->workerAddr ok~");
        $client->send('still there?');
        self::assertSame('You said: still there?', $client->receive(60.0), $second->output());
        $second->signal(SIGTERM);
        self::assertSame(0, $second->wait(), $second->output());
    }
}
