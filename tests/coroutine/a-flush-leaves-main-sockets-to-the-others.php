<?php
/*
 * A coroutine waits in flush() until a gateway has read what was sent on its main socket. Meanwhile others send on the same main
 * socket, and its events are handled. The same while the registration is taken back, which waits for the gateway's answer.
 */
declare(strict_types=1);

use Netsvr\Cmd;
use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered(), ...array_fill(0, 20, Step::silence())]]);
    $mains = new Mains($run);
    $manager = $mains->manager($gateway);
    $mains->bind($manager);
    $uniqId = $gateway->uniqId();
    $run->inCoroutine(static function () use ($run, $gateway, $mains, $manager, $uniqId): void {
        $loop = $mains->loop($manager);
        NetBus::singleCast($uniqId, 'before it');
        $confirmed = null;
        $flushing = $run->host->go(static function () use (&$confirmed): void {
            $confirmed = NetBus::flush(20.0);
        });
        $mains->frames($gateway, 3);
        NetBus::singleCast($uniqId, 'meanwhile');
        $gateway->push(GatewayFrames::message($uniqId, 'an event'));
        $mains->until(static fn() => $mains->got === ['an event'], 'an event was handled');
        $run->same(['SingleCast before it', 'UniqIdCount', 'SingleCast meanwhile'], Mains::names($gateway, 4, 1), 'what the gateway got');
        $run->same(null, $confirmed, 'what flush() gave before the answer');
        $gateway->push(Frames::pack(Cmd::UniqIdCount, ''));
        $run->host->join(20.0, $flushing);
        $run->same(1, $confirmed[0]['confirmed'] ?? $confirmed, 'what flush() confirmed');

        $closing = $run->host->go(static fn() => $manager->close());
        $mains->frames($gateway, 5);
        NetBus::singleCast($uniqId, 'at last');
        $gateway->push(GatewayFrames::message($uniqId, 'one more') . Frames::pack(Cmd::Unregister, ''));
        $run->host->join(20.0, $closing, $loop);
        $run->same(['an event', 'one more'], $mains->got, 'the events');
        $run->same(['Unregister conn-1', 'SingleCast at last'], Mains::names($gateway, 6, 4), 'what the gateway got then');
        $run->same(0, $mains->lines('~fail~'), 'lines of failures');
        $mains->end();
    });
});
