<?php
/*
 * close() of main sockets while other coroutines are in the middle of start(), run(), flush() and unregister(): start() and run() are
 * refused until it has returned, a second close() returns with it, whoever waits for an answer is told soon, and one that waits for a
 * registration leaves the process to others, though events wait elsewhere.
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
    $mains = new Mains($run, 8);
    $run->inCoroutine(static function () use ($run, $mains): void {
        // its answer to Unregister takes a moment
        $gateway = FakeGateway::start([[GatewayFrames::registered(), Step::answer()->delayed(300)]]);
        $manager = $mains->manager($gateway);
        $mains->bind($manager);
        $run->same(true, $manager->start(), 'start()');
        $closing = $run->host->go(static fn() => $manager->close());
        $mains->frames($gateway, 2);
        $run->errs('start() cannot begin while close() waits', static fn() => $manager->start());
        $mains->areHosted || $run->errs('run() cannot begin while close() waits', static fn() => $manager->run());
        $manager->close();
        $run->same(1, $mains->lines('~unregister to .* ok~'), 'registrations taken back when the second close() returns');
        $run->same(0, Run::connectionsTo($gateway->addr()), 'connections when the second close() returns');
        $run->host->join(20.0, $closing);

        // an event comes before its answer to Unregister: the handler runs within close(), and does not wait for that
        $event = GatewayFrames::message('7f0000010000aaaa00000001', 'while closing');
        $answer = Frames::pack(Cmd::Unregister, '');
        $gateway = FakeGateway::start([[GatewayFrames::registered(), Step::raw($event . $answer)->delayed(100), Step::answer()]]);
        $manager = $mains->manager($gateway);
        $manager->start();
        $mains->handle = static fn() => $manager->close();
        $start = microtime(true);
        $run->host->all(20.0, static fn() => $manager->close());
        $mains->handle = null;
        $run->check(microtime(true) - $start < 5, 'close() waited for close() in a handler of its own');
        $run->same(['while closing'], $mains->got, 'the events');
        $mains->got = [];

        // the first frame that it does not answer is the question of flush()
        $gateway = FakeGateway::start([[GatewayFrames::registered(), Step::silence(), Step::silence(), Step::answer()]]);
        $manager = $mains->manager($gateway);
        $mains->bind($manager);
        $manager->start();
        NetBus::singleCast($gateway->uniqId(), 'one');
        $start = microtime(true);
        $flushing = $run->host->go(static fn() => NetBus::flush(8.0));
        $mains->frames($gateway, 3);
        $manager->close();
        $run->host->join(20.0, $flushing);
        $run->check(microtime(true) - $start < 5, 'flush() waited on after close()');

        // nor this one for Unregister
        $gateway = FakeGateway::start([[GatewayFrames::registered(), Step::silence()]]);
        $main = $mains->one($gateway);
        $run->same(true, $main->connect() && $main->register(), 'registered');
        $start = microtime(true);
        $unregistering = $run->host->go(static fn() => $main->unregister());
        $mains->frames($gateway, 2);
        $main->close();
        $run->host->join(20.0, $unregistering);
        $run->check(microtime(true) - $start < 5, 'unregister() waited on after close()');
        $run->same(0, $mains->connectionsLeft($gateway), 'connections after close() in unregister()');

        // an event comes with the registration, and the other gateway does not register
        $event = GatewayFrames::message('7f0000010000aaaa00000001', 'an event');
        $gateway = FakeGateway::start([[Step::raw(GatewayFrames::registration() . $event), Step::answer()]]);
        $silent = FakeGateway::start([[Step::silence()]]);
        $manager = $mains->manager($gateway, $silent);
        $ticker = $run->ticker();
        $before = $mains->lines('~register to .* ok~');
        $starting = $run->host->go(static fn() => $manager->start());
        $mains->until(static fn() => $mains->lines('~register to .* ok~') > $before, 'registered');
        $ticks = $ticker->ticks;
        $manager->close();
        $run->check($ticker->ticks > $ticks + 20, 'others ran ' . ($ticker->ticks - $ticks) . ' times while close() waited');
        $run->host->join(20.0, $starting);
        $ticker->stop();
        $run->same(['an event'], $mains->got, 'the events');
        $mains->end();
    });
});
