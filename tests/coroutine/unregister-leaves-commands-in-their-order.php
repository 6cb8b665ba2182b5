<?php
/*
 * Main sockets are unregistered through task sockets while another coroutine uses the connection of one. It keeps that connection: its
 * commands go over one, before and after.
 */
declare(strict_types=1);

use Netsvr\Cmd;
use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $start = static fn(): FakeGateway => FakeGateway::start([
        [GatewayFrames::registered()],
        // a command, a question that takes a while, a command
        [Step::silence(), Step::answer()->delayed(600)],
        [],
    ]);
    $mains = new Mains($run, 3);
    $run->inCoroutine(static function () use ($run, $mains, $start): void {
        foreach ([1, 2] as $count) {
            $mains->logger->records = [];
            $gateways = array_map($start, range(1, $count));
            $logger = $run->netBus(3, ...array_map(static fn(FakeGateway $it): string => $it->addr(), $gateways));
            $manager = $mains->manager(...$gateways);
            $run->same(true, $manager->start(), 'start()');
            $mains->until(static fn() => $mains->lines('~register to .* ok~') === $count, 'registered');
            $commanding = $run->host->go(static function () use ($gateways): void {
                foreach (['before', 'after'] as $data) {
                    foreach ($gateways as $gateway) {
                        NetBus::singleCast($gateway->uniqId(), $data);
                    }
                    NetBus::uniqIdCount();
                }
            });
            foreach ($gateways as $gateway) {
                $mains->frames($gateway, 3);
            }
            $manager->close();
            $run->host->join(20.0, $commanding);
            foreach ($gateways as $gateway) {
                $names = array_map(GatewayFrames::name(...), $gateway->frames());
                $run->check(in_array('Unregister conn-1', $names, true), "with $count: not unregistered, but " . json_encode($names));
                $casts = array_filter($gateway->frames(), static fn(array $frame): bool => $frame['cmd'] === Cmd::SingleCast);
                $run->same([1, 1], array_column($casts, 'connection'), "with $count: the connections of the commands");
            }
            $run->same([], preg_grep('~lost|failed|close~', array_column($logger->records, 1)), "with $count: lines");
        }
        $mains->end();
    });
});
