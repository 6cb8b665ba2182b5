<?php
/*
 * What the tests of the project share: the generations of gateways, and clients that belong to a customer.
 */
declare(strict_types=1);

namespace NetsvrTests\Symfony;

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\WebSocketClient;
use PHPUnit\Framework\TestCase;

abstract class SymfonyTestCase extends TestCase
{
    public static function generations(): array
    {
        return ['gateway 5.x' => ['5'], 'gateway 8.x' => ['8']];
    }

    /**
     * A client at each gateway, which is this customer's.
     *
     * @return list<WebSocketClient>
     */
    protected function clientsCalled(string $customerId, DevGate ...$gateways): array
    {
        Setup::gatewaysAre(...$gateways);
        Setup::netBus(...$gateways);
        $clients = array_map(static fn(DevGate $gateway) => $gateway->client(), $gateways);
        foreach ($clients as $client) {
            NetBus::connInfoUpdate(new ConnInfoUpdate(['uniqId' => $client->uniqId, 'newCustomerId' => $customerId]));
        }
        NetBus::flush();
        return array_values($clients);
    }
}
