<?php
/*
 * Of two gateways one has a task socket of a user's class, whose send() and receive() are suspended for longer than coroutines wait for a
 * connection. Commands and queries of other coroutines go on to the other gateway meanwhile, once that has been served.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\Suspension;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Setup;

return new Scene(static function (Run $run): void {
    ini_set('netsvr.pool_size', '1');
    ini_set('netsvr.pool_wait_ms', '600');
    [$ours, $users] = [FakeGateway::start(), FakeGateway::start()];
    $logger = new ArrayLogger();
    $slow = new class ('', $logger, $users->addr(), 5, 5, 100) extends TaskSocket {
        /** @var Closure(string): void|null given the name of the method */
        public ?Closure $after = null;

        public function send(string $data): bool
        {
            $sent = parent::send($data);
            $this->after === null || ($this->after)('send');
            return $sent;
        }

        public function receive(): string|false
        {
            $this->after === null || ($this->after)('receive');
            return parent::receive();
        }
    };
    $manager = new TaskSocketManger();
    $manager->addSocket(Setup::taskSocket($ours->addr(), $logger));
    $manager->addSocket($slow);
    Setup::bind($manager);
    $run->inCoroutine(static function () use ($run, $slow, $ours, $logger): void {
        $play = static function (string $what, string $method, Closure $call, Closure $other) use ($run, $slow, $logger): void {
            // all are connected, and no question has to go where commands went
            $slow->after = null;
            $call();
            NetBus::flush(5.0);
            $lines = count($logger->records);
            $suspension = (new Suspension($run))->at($slow, "~^$method$~");
            $caller = $run->host->go($call);
            $suspension->await($what);
            $run->host->all(10.0, $other);
            $suspension->end($what);
            $run->host->join(10.0, $caller);
            $run->same([], array_slice(array_column($logger->records, 1), $lines), "$what: what was logged");
        };
        $count = static fn(): array => NetBus::uniqIdCount();
        $play('a command', 'send', static fn() => NetBus::broadcast('a message'), static fn() => NetBus::singleCast($ours->uniqId(), 'another'));
        $play('a query', 'receive', $count, static fn() => NetBus::connInfo($ours->uniqId()));
    });
});
