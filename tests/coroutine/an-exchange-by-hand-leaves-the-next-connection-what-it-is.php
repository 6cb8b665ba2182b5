<?php
/*
 * A coroutine waits by hand for an answer on a task socket, whose commands others send over the next connection meanwhile. What it has
 * sent and received itself is no affair of that connection: flush() confirms what went over it.
 */
declare(strict_types=1);

use Netsvr\Cmd;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Sockets;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    // the task socket, whose second frame is Unregister; what it has then
    $gateway = FakeGateway::start([[Step::silence(), Step::answer()->delayed(400)], []]);
    $run->netBus(5, $gateway->addr());
    $task = Container::getInstance()->get(TaskSocketMangerInterface::class)->getSocket(Sockets::key($gateway->addr()));
    $mains = new Mains($run, 5);
    $run->inCoroutine(static function () use ($run, $gateway, $task, $mains): void {
        NetBus::singleCast($gateway->uniqId(), 'first');
        $received = null;
        $receiving = $run->host->go(static function () use ($task, &$received): void {
            $task->send(pack('N', Cmd::Unregister));
            $received = $task->receive();
        });
        $mains->frames($gateway, 2);
        NetBus::singleCast($gateway->uniqId(), 'second');
        $run->same(null, $received, 'what receive() gave before the answer');
        $run->host->join(20.0, $receiving);
        $run->same(bin2hex(pack('N', Cmd::Unregister)), bin2hex((string)$received), 'what receive() gave');
        NetBus::singleCast($gateway->uniqId(), 'third');
        $said = NetBus::flush(5.0);
        $run->same([2, 0], [$said[0]['confirmed'], $said[0]['unconfirmed']], 'what flush() confirmed, and not');
        $mains->end();
    });
});
