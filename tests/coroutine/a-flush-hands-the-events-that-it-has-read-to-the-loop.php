<?php
/*
 * A coroutine waits in flush(), and looks at its connection before the loop does. An event that it finds there is handled at once,
 * and not when flush() has ended, or the loop looks around by itself.
 */
declare(strict_types=1);

use Netsvr\Cmd;
use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Host;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered(), ...array_fill(0, 3, Step::silence())]]);
    $mains = new Mains($run);
    $manager = $mains->manager($gateway);
    $mains->bind($manager);
    $uniqId = $gateway->uniqId();
    $run->inCoroutine(static function () use ($run, $gateway, $mains, $manager, $uniqId): void {
        $loop = $mains->loop($manager);
        NetBus::singleCast($uniqId, 'before it');
        $confirmed = null;
        $flushing = $run->host->go(static function () use (&$confirmed): void {
            $confirmed = NetBus::flush(15.0);
        });
        $mains->frames($gateway, 3);
        $times = [];
        for ($round = 1; $round <= 5; $round++) {
            $came = 0.0;
            $run->host->go(static function () use ($run, $gateway, $uniqId, $round, &$came): void {
                $run->host->sleep(0.01);
                $gateway->push(GatewayFrames::message($uniqId, "event $round"));
                // it arrives between the loop's look at its connections and that of flush(), whose timer is over, too
                usleep(20_000);
                $came = microtime(true);
            });
            $run->host->go(static function () use ($run): void {
                $run->host->sleep(0.001);
                usleep(100_000);
            });
            $mains->until(static fn() => count($mains->got) === $round, "event $round was handled");
            $times[] = microtime(true) - $came;
        }
        sort($times);
        // where the loop comes first, there is nothing to hand over
        $run->check($times[2] < 0.7, 'events were handled after ' . implode(', ', $times) . ' s');
        $run->same(null, $confirmed, 'what flush() gave before the answer');
        $gateway->push(Frames::pack(Cmd::UniqIdCount, ''));
        $run->host->join(20.0, $flushing);
        $run->same(1, $confirmed[0]['confirmed'] ?? $confirmed, 'what flush() confirmed');
        $closing = $run->host->go($manager->close(...));
        $mains->frames($gateway, 4);
        $gateway->push(Frames::pack(Cmd::Unregister, ''));
        $run->host->join(20.0, $closing, $loop);
        $mains->end();
    });
}, Host::FIBERS);
