<?php
declare(strict_types=1);

use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;

/** The provider that users of the PHP package have in their projects goes on working as it is. */
final class PastedProviderTest extends LaravelTestCase
{
    public function testWithoutTheLibrary(): void
    {
        file_put_contents("{$this->project->folder}/vendor/composer/installed.json", '{"packages": []}');
        $this->exercise(false);
    }

    public function testBesideTheLibraryThePastedOneWins(): void
    {
        $this->exercise(true);
    }

    private function exercise(bool $library): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $clients = array_map(static fn(DevGate $gateway) => $gateway->client(), $gateways);
        $app = $this->project->app([
            'TEST_PROVIDERS' => 'App\NetBusServiceProvider',
            'TEST_PASTED_ADDRS' => implode(',', array_column($gateways, 'workerAddr')),
            'NETSVR_WORKER_ADDRS' => '127.0.0.1:1',
            'BROADCAST_DRIVER' => 'log',
        ]);
        self::assertSame($library, isset($app->getLoadedProviders()[NetsvrServiceProvider::class]));
        self::assertSame('', $this->project->log());

        NetBus::broadcast('to everyone');
        NetBus::multicast(array_column($clients, 'uniqId'), 'to the listed');

        foreach ($clients as $client) {
            self::assertSame('to everyone', $client->receive(20));
            self::assertSame('to the listed', $client->receive(20));
        }
        self::assertSame(2, array_sum(array_column(NetBus::uniqIdCount(), 'count')));
        self::assertSame(2, $app->make(TaskSocketMangerInterface::class)->count());
        foreach ($gateways as $gateway) {
            self::assertStringContainsString(
                sprintf('INFO: TaskSocket#%d connect to %s ok.', getmypid(), $gateway->workerAddr),
                $this->project->log()
            );
        }
        // Its logger is the facade's manager of channels, which works only while the application is whole.
        $app->make(TaskSocketMangerInterface::class)->close();
    }
}
