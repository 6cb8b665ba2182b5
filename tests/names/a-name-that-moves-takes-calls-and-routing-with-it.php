<?php
/*
 * The gateway that a name leads to changes: within dns_ttl and one call everything reaches the new one. Of a
 * long-running process with its sockets, and of requests one after the other, whose sockets find parked connections.
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
        $run->same('one call', $cat->receive(2.0), 'what the other gateway was sent');
        // the look-up that this call has begun takes a moment of its own
        usleep(100_000);
        $next();
        $run->reaches($bob, 'new');
        $next();
        $logger->take();
        $run->same([$bob->uniqId, $cat->uniqId], NetBus::checkOnline([$ann->uniqId, $bob->uniqId, $cat->uniqId]), 'online after');
        $warnings = preg_grep('/1 of 3 uniqIds belong to no configured gateway/', $logger->take());
        $run->same(1, count($warnings), 'lines about a client of the old gateway');
        $run->same($key('127.0.0.3'), $keys()[0], 'the key after');
        $run->same("127.0.0.3:$port", long2ip((int)hexdec(substr($keys()[0], 0, 8))) . ":$port", 'where it leads');
        $dials = array_column(Stats::get(), 'dials', 'workerAddr') ?: array_column(Stats::get(), 'dials');
        $run->note("$name: dials " . json_encode($dials));
        foreach ([$old, $new, $other] as $gateway) {
            $gateway->stop();
        }
        unset($resolver);
    }
};
