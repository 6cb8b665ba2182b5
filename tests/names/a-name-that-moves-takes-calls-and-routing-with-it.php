<?php
/*
 * The gateway that a name leads to changes: within dns_ttl and one call everything reaches the new one. Of a
 * long-running process with its sockets, and of requests one after the other, whose sockets find parked connections.
 * When the old gateway is gone, the call that finds out is enough, whatever dns_ttl.
 */
declare(strict_types=1);

namespace NetsvrTests\Names;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

return static function (Run $run): void {
    ini_set('netsvr.dns_ttl', '1');
    foreach ([false, true] as $requests) {
        $name = $requests ? 'requests.test' : 'long.test';
        $resolver = Resolver::start();
        [$old, $new, $port] = Run::twins();
        $other = DevGate::start();
        [$ann, $bob, $cat] = [$old->client(), $new->client(), $other->client()];
        $resolver->set($name, '127.0.0.2');
        $bind = static fn() => Setup::netBusAt(["$name:$port", $other->workerAddr]);
        $logger = $bind();
        $next = static function () use ($requests, $bind, &$logger): void {
            if ($requests) {
                $logger = $bind();
            }
        };
        $keys = static fn(): array => array_keys(Container::getInstance()->get(TaskSocketMangerInterface::class)->getSockets());
        $key = static fn(string $ip): string => sprintf('%08x%04x', ip2long($ip), $port);

        $next();
        $run->reaches($ann, 'old');
        $next();
        $run->same([$ann->uniqId, $cat->uniqId], NetBus::checkOnline([$ann->uniqId, $bob->uniqId, $cat->uniqId]), 'online before');
        $run->same($key('127.0.0.2'), $keys()[0], 'the key before');

        $resolver->set($name, '127.0.0.3');
        usleep(1_050_000);
        $next();
        NetBus::broadcast('one call');
        $run->same('one call', $cat->receive(10.0), 'what the other gateway was sent');
        // the look-up that this call has begun takes a moment of its own; or it was over at once, and the call went to the new one
        $bob->receiveAll(0.1);
        $next();
        $run->reaches($bob, 'new');
        $next();
        $logger->take();
        $run->same([$bob->uniqId, $cat->uniqId], NetBus::checkOnline([$ann->uniqId, $bob->uniqId, $cat->uniqId]), 'online after');
        $warnings = preg_grep('/1 of 3 uniqIds belong to no configured gateway/', $logger->take());
        $run->same(1, count($warnings), 'lines about a client of the old gateway');
        $run->same($key('127.0.0.3'), $keys()[0], 'the key after');
        $dials = array_column(Stats::get(), 'dials', 'workerAddr');
        $run->same(2, $dials["$name:$port"], 'dials to the name, one for each address');
        foreach ([$old, $new, $other] as $gateway) {
            $gateway->stop();
        }
        unset($resolver);
    }

    ini_set('netsvr.dns_ttl', '3600');
    ini_set('netsvr.backoff_base_ms', '0');
    $resolver = Resolver::start();
    [$old, $new, $port] = Run::twins();
    $other = DevGate::start();
    [$ann, $bob] = [$old->client(), $new->client()];
    $resolver->set('gone.test', '127.0.0.2');
    $logger = Setup::netBusAt(["gone.test:$port", $other->workerAddr]);
    $run->reaches($ann, 'old');
    usleep(1_050_000);
    $resolver->set('gone.test', '127.0.0.3');
    $old->stop();
    $logger->take();
    NetBus::broadcast('to nobody');
    $run->same(1, count(preg_grep("/connect to gone.test:$port failed/", $logger->take())), 'lines about the gateway that is gone');
    usleep(100_000);
    $run->reaches($bob, 'new');
    $new->stop();
    $other->stop();
};
