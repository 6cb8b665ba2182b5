<?php
/*
 * The loop of main sockets runs in a coroutine, or is that of Workerman, and hands events to the library's
 * ConcurrentHandler: handlers that ask a slow gateway wait side by side, no more than its limit, those of one client in
 * their order, or not. One that throws ends nothing. After close() the loop ends, and what is at work is waited for.
 */
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\ConcurrentHandler;
use NetsvrBusiness\Support\Gateways;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use Workerman\Worker;

require_once __DIR__ . '/../support/library.php';

return new Scene(static function (Run $run): void {
    $gateway = DevGate::start('--delay-ms=400');
    $run->netBus(20, $gateway->workerAddr);
    $clients = ['a' => $gateway->client(), 'b' => $gateway->client(), 'c' => $gateway->client(), 'd' => $gateway->client()];
    foreach ([true, false] as $inOrder) {
        $events = new class implements EventInterface {
            /** @var list<string> */
            public array $log = [];
            public int $working = 0;
            public int $most = 0;

            public function onOpen(ConnOpen $connOpen): void
            {
            }

            public function onMessage(Transfer $transfer): void
            {
                $this->log[] = 'begin ' . $transfer->getData();
                $this->most = max($this->most, ++$this->working);
                NetBus::uniqIdCount();
                NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
                $this->log[] = 'end ' . $transfer->getData();
                $this->working--;
                if ($transfer->getData() === 'b1') {
                    throw new RuntimeException('b1 has had enough');
                }
            }

            public function onClose(ConnClose $connClose): void
            {
            }
        };
        $logger = new ArrayLogger();
        $handler = new ConcurrentHandler($events, $logger, 3, $inOrder);
        $gateways = Gateways::fromConfig(['worker_addrs' => $gateway->workerAddr]);
        // a loop of its own in a coroutine, or the host's
        $manager = $run->hostName === 'workerman'
            ? $gateways->mainSocketsForWorkerman($logger, $handler)
            : $gateways->mainSockets($logger, $handler);
        $run->inCoroutine(static function () use ($run, $clients, $manager, $handler, $logger): void {
            $loop = $run->host->go(static fn() => $run->hostName === 'workerman' ? $manager->start() : $manager->run());
            while (!preg_grep('~register to .* ok~', array_column($logger->records, 1))) {
                $run->host->sleep(0.01);
            }
            foreach (['a1', 'a2', 'b1', 'b2', 'c1', 'd1'] as $message) {
                $clients[$message[0]]->send($message);
            }
            $ticker = $run->ticker();
            $got = [];
            $deadline = microtime(true) + 30;
            while (count($got) < 6 && microtime(true) < $deadline) {
                foreach ($clients as $client) {
                    ($message = $client->receive(0.0)) === null || $got[] = $message;
                }
                $run->host->sleep(0.01);
            }
            sort($got);
            $run->same(['a1', 'a2', 'b1', 'b2', 'c1', 'd1'], $got, 'what the clients got');
            $run->check($ticker->ticks > 20, "another coroutine ran $ticker->ticks times");
            $ticker->stop();
            // one more, which is at work when the loop is to end
            $clients['c']->send('c2');
            $run->host->sleep(0.2);
            $manager->close();
            $run->check($handler->settle(20.0), 'what was at work has not ended');
            $run->same('c2', $clients['c']->receive(10.0), 'what was at work when the loop was to end');
            $run->host->join(10.0, $loop);
            // which has timers of its own
            $run->hostName === 'workerman' && Worker::$globalEvent->stop();
        });
        $place = array_flip($events->log);
        $run->same(14, count($events->log), 'how much has begun and ended');
        $run->check($events->most >= 2 && $events->most <= 3, "$events->most were handled at the same time");
        $run->same($inOrder, $place['end a1'] < $place['begin a2'], 'whether a2 waited for a1');
        $thrown = preg_grep('~ failed: RuntimeException: b1 has had enough in ~', array_column($logger->records, 1));
        $run->same(1, count($thrown), 'how often b1 was logged');
    }
}, ['revolt', 'workerman', 'swoole', 'swow']);
