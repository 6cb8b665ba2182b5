<?php
/*
 * A registered main socket goes where its gateway's name leads, by the heartbeat after the time to live; until then its
 * own connection says which clients it is for. A name that cannot be looked up never stops its loop.
 */
declare(strict_types=1);

namespace NetsvrTests\Names;

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\Host;

return static function (Run $run): void {
    ini_set('netsvr.dns_ttl', '1');
    foreach ([Host::OwnLoop, Host::Workerman4, Host::Workerman5] as $host) {
        $name = str_replace(' ', '-', strtolower($host->value)) . '.test';
        $resolver = Resolver::start();
        [$old, $new, $port] = Run::twins();
        $resolver->set($name, '127.0.0.2');
        $business = Business::start(
            $host,
            ["$name:$port"],
            onMessage: static fn($transfer, BusinessProcess $me) => $me->report("got {$transfer->getData()}"),
            events: \Netsvr\Event::OnMessage,
            heartbeat: 200,
        );
        $expect = static function (string $text) use ($run, $business, $host): array {
            $lines = $business->until($text);
            $run->check(!str_starts_with((string)end($lines), 'NOT REPORTED'), "$host->value: " . json_encode($lines));
            return $lines;
        };
        $expect('register to');
        [$ann, $bob] = [$old->client(), $new->client()];
        $ann->send('from ann');
        $expect('got from ann');
        $resolver->set($name, '127.0.0.3');
        $expect('lost: the gateway is no longer at 127.0.0.2');
        $expect('register to');
        $bob->send('from bob');
        $expect('got from bob');

        // the name hangs while the registration is renewed: the loop goes on, with the old address
        $resolver->hang();
        usleep(1_100_000);
        $new->restart();
        $expect('lost');
        $expect('register to');
        $bob = $new->client();
        $bob->send('again');
        $expect('got again');
        $business->until('NOTHING', 0.1);
        $old->stop();
        $new->stop();
        unset($business, $resolver);
    }

    // looked up each time, and the resolver hangs: the loop does not wait with whoever waits for the name
    ini_set('netsvr.dns_ttl', '0');
    $resolver = Resolver::start();
    [$gateway, , $port] = Run::twins();
    $resolver->set('ticks.test', '127.0.0.2');
    $last = 0.0;
    $business = Business::start(
        Host::OwnLoop,
        ["ticks.test:$port"],
        timeout: 3,
        tick: static function (BusinessProcess $me) use (&$last): void {
            $gap = $last === 0.0 ? 0.0 : microtime(true) - $last;
            if ($gap > 0.5) {
                $me->report(sprintf('STOPPED for %.1f s', $gap));
            }
            $last = microtime(true);
        }
    );
    $business->until('register to');
    $resolver->hang();
    $start = microtime(true);
    $gateway->restart();
    $lines = [...$business->until('lost'), ...$business->until('register to', 20.0)];
    $took = microtime(true) - $start;
    $run->same([], array_values(preg_grep('/STOPPED|NOT REPORTED/', $lines)), 'what the loop did not do');
    $run->check($took > 2.0, sprintf('registered again after %.1f s: nobody has waited for the name', $took));
    $gateway->stop();
};
