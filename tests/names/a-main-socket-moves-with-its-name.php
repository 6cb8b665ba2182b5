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
};
